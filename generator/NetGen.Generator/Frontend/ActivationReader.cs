using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>An activation and its alpha out of a layer attribute.</summary>
internal static class ActivationReader
{
    private const string Alpha = "Alpha";

    /// <param name="attribute">The layer attribute.</param>
    /// <param name="index">Which constructor parameter names the function.</param>
    /// <param name="sink">Takes what is wrong.</param>
    public static ActivationModel Read(AttributeReader attribute, int index, DiagnosticSink sink)
    {
        int value = attribute.Constructor<int>(index);
        Activation function = EnumReader.Check<Activation>(value, attribute.LocationOf(index), sink);
        float alpha = DefaultAlpha(function);
        if (!attribute.TryGet(Alpha, out float given))
        {
            return new ActivationModel(function, alpha);
        }

        Location location = attribute.LocationOf(Alpha);
        if (float.IsNaN(given) || float.IsInfinity(given) || given < 0)
        {
            sink.Report(DiagnosticDescriptors.AlphaOutOfRange, location, Literals.Of(given));
        }
        else if (!HasAlpha(function) && value == (int)function)
        {
            sink.Report(DiagnosticDescriptors.AlphaUnused, location, function.ToString());
        }
        else
        {
            // -0 becomes 0: they compare as equal, so the models that hold them must not differ.
            alpha = given + 0f;
        }

        return new ActivationModel(function, alpha);
    }

    private static bool HasAlpha(Activation function) => function is Activation.LeakyReLU or Activation.ELU;

    private static float DefaultAlpha(Activation function) => function switch
    {
        Activation.LeakyReLU => 0.01f,
        Activation.ELU => 1f,
        _ => 0f,
    };
}
