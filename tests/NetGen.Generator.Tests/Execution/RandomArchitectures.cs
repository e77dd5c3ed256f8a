using System;
using System.Collections.Generic;

namespace NetGen.Generator.Tests;

/// <summary>Draws networks whose sizes lie around the vector widths, with every activation and loss.</summary>
internal sealed class RandomArchitectures(int seed)
{
    private static readonly int[] Sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 16, 17, 23, 24, 25, 31, 32, 33, 40, 47, 48, 49, 63, 64, 65, 80, 100, 127, 128, 129, 144];
    private const int LeastNormalized = 6;
    private readonly Random _random = new(seed);

    /// <summary>A stream for each feature, so that a seed draws the same dense layers with and without it.</summary>
    private readonly Random _normalizations = Stream(seed, 1);
    private readonly Random _residuals = Stream(seed, 2);
    private readonly Random _smoothings = Stream(seed, 3);
    private readonly Random _dropouts = Stream(seed, 4);
    private readonly Random _weights = Stream(seed, 5);
    private readonly Random _batchNormalizations = Stream(seed, 6);
    private readonly Random _scalings = Stream(seed, 7);

    public Architecture Next()
    {
        Loss loss = Pick(Enum.GetValues<Loss>());
        var layers = new List<LayerModel>();
        int depth = _random.Next(1, 5);
        if (_random.Next(8) == 0)
        {
            layers.Add(new ActivationLayerModel(1, HiddenActivation()));
        }

        if (_batchNormalizations.Next(12) == 0)
        {
            AddBatchNorm(layers);
        }

        for (int k = 0; k < depth; k++)
        {
            bool isLast = k == depth - 1;
            ActivationModel activation = !isLast ? HiddenActivation() : loss switch
            {
                Loss.CrossEntropy => new ActivationModel(Activation.Softmax, 0f),
                Loss.BinaryCrossEntropy => new ActivationModel(Activation.Sigmoid, 0f),
                _ => HiddenActivation(),
            };
            bool ownLayer = _random.Next(6) == 0;
            ActivationModel linear = new(Activation.Linear, 0f);
            int units = loss == Loss.CrossEntropy && isLast ? Math.Max(2, Pick(Sizes)) : Pick(Sizes);
            layers.Add(new DenseModel(layers.Count + 1, units, ownLayer ? linear : activation, _random.Next(6) != 0, Initializer.Auto, NextPenalty()));
            if (ownLayer && activation.Function != Activation.Linear)
            {
                layers.Add(new ActivationLayerModel(layers.Count + 1, activation));
            }

            // Of few units little is left when they are normalized, and of its gradient less.
            if (!isLast && units >= LeastNormalized && _normalizations.Next(3) == 0)
            {
                layers.Add(new LayerNormModel(layers.Count + 1, _normalizations.Next(2) == 0 ? 1e-5f : 1e-3f));
            }

            if (!isLast && _batchNormalizations.Next(4) == 0)
            {
                AddBatchNorm(layers);
            }

            if (!isLast && _residuals.Next(3) == 0)
            {
                AddResidual(layers, units);
            }

            if (!isLast && _random.Next(5) == 0)
            {
                layers.Add(new ActivationLayerModel(layers.Count + 1, HiddenActivation()));
            }

            if (!isLast && _dropouts.Next(4) == 0)
            {
                layers.Add(new DropoutModel(layers.Count + 1, _dropouts.Next(5) == 0 ? 0f : _dropouts.NextSingle() * 0.8f));
            }
        }

        int[] budgets = [65536, 65536, 4096, 0];
        return new Architecture(Pick(Sizes), loss, layers, 0.5f + _random.NextSingle(), Pick(budgets), Pick<Unroll>([Unroll.Auto, Unroll.Auto, Unroll.Full, Unroll.None]), NextSmoothing(loss), _weights.Next(3) == 0)
        {
            Scaling = _scalings.Next(4) == 0 ? (InputScaling)_scalings.Next(2) : null,
        };
    }

    private static Random Stream(int seed, int number) => new(seed + (number * 7_919_777));

    private float NextSmoothing(Loss loss) =>
        loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy && _smoothings.Next(2) == 0 ? _smoothings.NextSingle() / 2 : 0f;

    private void AddBatchNorm(List<LayerModel> layers) => layers.Add(new BatchNormModel(
        layers.Count + 1, _batchNormalizations.Next(2) == 0 ? 0.1f : 0.75f, _batchNormalizations.Next(2) == 0 ? 1e-5f : 1e-3f));

    private Penalty NextPenalty() => _random.Next(6) switch
    {
        0 => new Penalty(0.01f, 0f),
        1 => new Penalty(0f, 0.02f),
        2 => new Penalty(0.003f, 0.05f),
        _ => default,
    };

    /// <summary>A block of as many units as the layer before it, one or two dense layers deep, then the sum; sometimes a second one around it.</summary>
    private void AddResidual(List<LayerModel> layers, int units)
    {
        int from = layers.Count;
        for (int depth = _residuals.Next(1, 3); depth > 0; depth--)
        {
            ActivationModel activation = new(_residuals.Next(2) == 0 ? Activation.Tanh : Activation.Linear, 0f);
            layers.Add(new DenseModel(layers.Count + 1, units, activation, _residuals.Next(4) != 0, Initializer.Auto));
        }

        layers.Add(new ResidualModel(layers.Count + 1, from));
        if (_residuals.Next(3) == 0)
        {
            layers.Add(new ResidualModel(layers.Count + 1, from));
        }
    }

    private ActivationModel HiddenActivation()
    {
        ActivationFunction function = Pick(ActivationCatalogue.All);
        return new ActivationModel(function.Function, function.HasAlpha ? MathF.Round(_random.NextSingle(), 3) + 0.01f : 0f);
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
