using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>
/// Finds hidden layers that <see cref="Initializer.Zeros"/> keeps from learning. With W = 0 and b = 0 all units of a layer give the same f(0).
/// Random weights behind the layer tell its units apart, but not where f'(0) = 0, and not where the next layer starts at zero too: it hands
/// back no gradient, and sees equal inputs.
/// </summary>
internal static class ZeroWeightsRule
{
    public static void Check(IReadOnlyList<LayerDeclaration> layers, DiagnosticSink sink)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Model is DenseModel { Initializer: Initializer.Zeros } dense && Reason(layers, i, dense) is { } reason)
            {
                sink.Report(DiagnosticDescriptors.ZerosCannotLearn, layers[i].Attribute.LocationOf(nameof(Initializer)), reason);
            }
        }
    }

    private static string? Reason(IReadOnlyList<LayerDeclaration> layers, int start, DenseModel dense)
    {
        int next = start + 1;
        while (next < layers.Count && layers[next].Model is not DenseModel)
        {
            next++;
        }

        if (next == layers.Count)
        {
            return null;
        }

        string name = "Layer" + Literals.Of(dense.Position);
        bool isZero = true;
        for (int i = start; i < next && isZero; i++)
        {
            if (layers[i].Model is ResidualModel)
            {
                // What is added is not zero.
                return null;
            }

            ActivationModel activation = layers[i].Activation;
            if (IsFlatAtZero(activation))
            {
                return $"{name} starts at zero, where the derivative of {activation.Function} is zero";
            }

            isZero = KeepsZero(activation.Function);
        }

        // A single unit with f(0) != 0 has nothing to be told apart from.
        return layers[next].Model is DenseModel { Initializer: Initializer.Zeros } && (isZero || dense.Units > 1)
            ? $"{name} and the dense layer behind it both start at zero"
            : null;
    }

    private static bool IsFlatAtZero(ActivationModel activation)
        => activation.Function == Activation.ReLU || activation is { Function: Activation.LeakyReLU or Activation.ELU, Alpha: 0f };

    private static bool KeepsZero(Activation function)
        => function is not (Activation.Sigmoid or Activation.HardSigmoid or Activation.Softplus or Activation.Softmax);
}
