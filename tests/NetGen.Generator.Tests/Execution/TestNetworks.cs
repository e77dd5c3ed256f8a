using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Tests;

/// <summary>Short ways to declare the networks of tests.</summary>
internal static class TestNetworks
{
    /// <summary>784-256-128-10, the widest network that is measured.</summary>
    public static Architecture Mnist { get; } =
        Classifier(784, Dense(256, Activation.ReLU), Dense(128, Activation.ReLU), Dense(10, Activation.Softmax));

    /// <summary>A dense layer; its position is set by the network.</summary>
    public static DenseModel Dense(int units, Activation activation = Activation.Linear, bool useBias = true, float alpha = 0f) =>
        new(0, units, new ActivationModel(activation, alpha), useBias, Initializer.Auto);

    /// <summary>A layer of one activation; its position is set by the network.</summary>
    public static ActivationLayerModel Map(Activation activation, float alpha = 0f) => new(0, new ActivationModel(activation, alpha));

    /// <summary>A layer normalization; its position is set by the network.</summary>
    public static LayerNormModel Norm(float epsilon = 1e-5f) => new(0, epsilon);

    /// <summary>A batch normalization; its position is set by the network.</summary>
    public static BatchNormModel BatchNorm(float momentum = 0.1f, float epsilon = 1e-5f) => new(0, momentum, epsilon);

    /// <summary>A skip connection; its position is set by the network.</summary>
    public static ResidualModel Skip(int from) => new(0, from);

    /// <summary>A dropout; its position is set by the network.</summary>
    public static DropoutModel Drop(float rate) => new(0, rate);

    public static Architecture Classifier(int inputs, params LayerModel[] layers) => Network(inputs, Loss.CrossEntropy, layers);

    public static Architecture Network(int inputs, Loss loss, params LayerModel[] layers) =>
        new(inputs, loss, [.. layers.Select((layer, i) => layer with { Position = i + 1 })]);

    /// <summary>As many random networks as asked for, the same for the same seed.</summary>
    public static IReadOnlyList<Architecture> Random(int seed, int count)
    {
        var random = new RandomArchitectures(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next())];
    }

    /// <summary>The network with every derivative that it can have.</summary>
    public static Architecture WithDerivatives(this Architecture architecture) =>
        architecture with { InputGradients = true, SecondOrder = !architecture.Layers.Any(layer => layer is BatchNormModel or DropoutModel { Rate: not 0f }) };

    /// <summary>The programs of the derivatives that the network asks for.</summary>
    public static EquatableArray<DerivativeProgram> Derivatives(this Architecture architecture) =>
        DerivativeLowering.Run(architecture.ToModel("Net"), architecture.Programs());

    public static NetworkPlan Plan(this Architecture architecture) => NetworkPlan.Of(ShapeInference.Run(architecture.ToModel("Net")));

    public static NetworkPrograms Programs(this Architecture architecture) => Lowering.Run(ShapeInference.Run(architecture.ToModel("Net")));

    public static string Emit(this Architecture architecture) => NetworkEmitter.Emit(architecture.Plan());
}
