using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>How the layers of a network fit together and with its loss. Each layer and setting by itself is known to be right.</summary>
internal static class NetworkRules
{
    private const long MostParameters = 1_000_000_000;
    private const int Padding = 16;

    public static void Check(string name, NetworkSettings settings, IReadOnlyList<LayerDeclaration> layers, DiagnosticSink sink)
    {
        CheckParameters(name, settings, layers, sink);
        CheckResiduals(settings, layers, sink);
        CheckDropouts(layers, sink);
        CheckSecondOrder(settings, layers, sink);
        if (layers.Any(l => l.Activation.Function == Activation.Softmax))
        {
            CheckSoftmax(settings, layers, sink);
        }
        else
        {
            CheckLoss(settings.Loss, layers[layers.Count - 1], sink);
        }

        CheckLinearLayers(layers, sink);
        ZeroWeightsRule.Check(layers, sink);
    }

    private static void CheckParameters(string name, NetworkSettings settings, IReadOnlyList<LayerDeclaration> layers, DiagnosticSink sink)
    {
        long total = 0;
        long inputs = settings.InputSize;
        foreach (LayerDeclaration layer in layers)
        {
            if (layer.Model is LayerNormModel or BatchNormModel)
            {
                total += 2 * ((inputs + Padding - 1) / Padding * Padding);
            }

            if (layer.Model is DenseModel dense)
            {
                // Rows of padded length, and at most one more for the bias.
                total += (inputs + 1) * ((dense.Units + Padding - 1) / Padding * Padding);
                inputs = dense.Units;
                if (total > MostParameters)
                {
                    sink.Report(DiagnosticDescriptors.TooManyParameters, layer.Attribute.Location, name, total.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    return;
                }
            }
        }
    }

    private static void CheckResiduals(NetworkSettings settings, IReadOnlyList<LayerDeclaration> layers, DiagnosticSink sink)
    {
        var widths = new List<int> { settings.InputSize };
        foreach (LayerDeclaration layer in layers)
        {
            int width = widths[widths.Count - 1];
            if (layer.Model is ResidualModel residual && widths[residual.From] != width)
            {
                sink.Report(
                    DiagnosticDescriptors.ResidualWidthsDiffer,
                    layer.Attribute.LocationOf(0),
                    residual.From == 0 ? "The network's inputs have" : $"Layer {Literals.Of(residual.From)} has",
                    Literals.Of(widths[residual.From]),
                    Literals.Of(width));
            }

            widths.Add(layer.Model is DenseModel dense ? dense.Units : width);
        }
    }

    private static void CheckDropouts(IReadOnlyList<LayerDeclaration> layers, DiagnosticSink sink)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Model is DropoutModel && !layers.Skip(i).Any(l => l.Model is DenseModel))
            {
                sink.Report(DiagnosticDescriptors.DropoutOfOutputs, layers[i].Attribute.Location);
            }
        }
    }

    private static void CheckSecondOrder(NetworkSettings settings, IReadOnlyList<LayerDeclaration> layers, DiagnosticSink sink)
    {
        foreach (LayerDeclaration layer in settings.SecondOrder ? layers : [])
        {
            if (layer.Model is BatchNormModel)
            {
                sink.Report(DiagnosticDescriptors.SecondOrderWithBatchNorm, layer.Attribute.Location);
            }
            else if (layer.Model is DropoutModel { Rate: not 0f })
            {
                sink.Report(DiagnosticDescriptors.SecondOrderWithDropout, layer.Attribute.Location);
            }
        }
    }

    private static void CheckSoftmax(NetworkSettings settings, IReadOnlyList<LayerDeclaration> layers, DiagnosticSink sink)
    {
        foreach (LayerDeclaration layer in layers.Where(l => l.Activation.Function == Activation.Softmax))
        {
            if (layer != layers[layers.Count - 1])
            {
                sink.Report(DiagnosticDescriptors.SoftmaxNotLast, layer.ActivationLocation);
            }
            else if (OutputSize(settings, layers) == 1)
            {
                sink.Report(DiagnosticDescriptors.SoftmaxOfOneUnit, layer.ActivationLocation);
            }
            else if (settings.Loss != Loss.CrossEntropy)
            {
                sink.Report(DiagnosticDescriptors.SoftmaxNeedsCrossEntropy, layer.ActivationLocation, settings.Loss.ToString(), Literals.Of(settings.InputSize));
            }
        }
    }

    private static void CheckLoss(Loss loss, LayerDeclaration last, DiagnosticSink sink)
    {
        Activation activation = last.Activation.Function;
        if (loss == Loss.CrossEntropy)
        {
            sink.Report(DiagnosticDescriptors.CrossEntropyNeedsSoftmax, last.ActivationLocation, activation.ToString());
        }
        else if (loss == Loss.BinaryCrossEntropy && activation != Activation.Sigmoid)
        {
            sink.Report(DiagnosticDescriptors.BinaryCrossEntropyNeedsSigmoid, last.ActivationLocation, activation.ToString());
        }
    }

    private static void CheckLinearLayers(IReadOnlyList<LayerDeclaration> layers, DiagnosticSink sink)
    {
        LayerDeclaration? linear = null;
        foreach (LayerDeclaration layer in layers)
        {
            if (layer.Model is DenseModel)
            {
                if (linear is not null && !IsUsedBehind(layers, linear.Model.Position, layer.Model.Position))
                {
                    sink.Report(DiagnosticDescriptors.LinearLayersInARow, layer.Attribute.Location, Literals.Of(linear.Model.Position));
                }

                linear = layer;
            }

            if (layer.Activation.Function != Activation.Linear || layer.Model is LayerNormModel)
            {
                linear = null;
            }
        }
    }

    /// <summary>Whether a skip connection takes what lies between two layers past the second of them, so that one layer can't stand for both.</summary>
    private static bool IsUsedBehind(IReadOnlyList<LayerDeclaration> layers, int first, int second) => layers
        .Select(layer => layer.Model)
        .OfType<ResidualModel>()
        .Any(residual => residual.Position > second && residual.From >= first && residual.From < second);

    private static int OutputSize(NetworkSettings settings, IReadOnlyList<LayerDeclaration> layers)
        => layers.Select(l => l.Model).OfType<DenseModel>().LastOrDefault()?.Units ?? settings.InputSize;
}
