using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>Layer attributes to layer models, one by one; what one layer states is checked here, how layers fit in <see cref="NetworkRules"/>.</summary>
internal static class LayerReader
{
    private const float DefaultEpsilon = 1e-5f;
    private const float DefaultMomentum = 0.1f;

    /// <summary>Reads the layers of one declaration.</summary>
    /// <param name="attributes">Well-formed layer attributes, in source order.</param>
    /// <param name="sink">Takes what is wrong.</param>
    public static List<LayerDeclaration> Read(IReadOnlyList<AttributeReader> attributes, DiagnosticSink sink)
    {
        var layers = new List<LayerDeclaration>(attributes.Count);
        for (int i = 0; i < attributes.Count; i++)
        {
            LayerModel? model = Read(attributes[i], i + 1, sink);
            if (model is null)
            {
                sink.Report(DiagnosticDescriptors.UnknownLayer, attributes[i].Location, attributes[i].Class.Name);
            }
            else
            {
                layers.Add(new LayerDeclaration(model, attributes[i]));
            }
        }

        return layers;
    }

    private static LayerModel? Read(AttributeReader attribute, int position, DiagnosticSink sink)
    {
        if (attribute.Class.Is(KnownTypes.DenseAttribute))
        {
            return Dense(attribute, position, sink);
        }

        if (attribute.Class.Is(KnownTypes.LayerNormAttribute))
        {
            return new LayerNormModel(position, Epsilon(attribute, sink));
        }

        if (attribute.Class.Is(KnownTypes.BatchNormAttribute))
        {
            return new BatchNormModel(position, Momentum(attribute, sink), Epsilon(attribute, sink));
        }

        if (attribute.Class.Is(KnownTypes.ResidualAttribute))
        {
            return new ResidualModel(position, From(attribute, position, sink));
        }

        if (attribute.Class.Is(KnownTypes.DropoutAttribute))
        {
            return new DropoutModel(position, Rate(attribute, sink));
        }

        return attribute.Class.Is(KnownTypes.ActivationAttribute)
            ? new ActivationLayerModel(position, ActivationReader.Read(attribute, 0, sink))
            : null;
    }

    private static int From(AttributeReader attribute, int position, DiagnosticSink sink)
    {
        int from = attribute.Constructor<int>(0);
        if (from < 0 || from > position - 2)
        {
            sink.Report(DiagnosticDescriptors.ResidualFromOutOfRange, attribute.LocationOf(0), Literals.Of(from), Literals.Of(position));
        }

        return from;
    }

    private static float Rate(AttributeReader attribute, DiagnosticSink sink)
    {
        float rate = attribute.Constructor<float>(0);
        if (!(rate >= 0f && rate < 1f))
        {
            sink.Report(DiagnosticDescriptors.RateOutOfRange, attribute.LocationOf(0), Literals.Of(rate));
        }

        return rate;
    }

    private static float Epsilon(AttributeReader attribute, DiagnosticSink sink)
    {
        if (!attribute.TryGet(nameof(Epsilon), out float epsilon))
        {
            return DefaultEpsilon;
        }

        if (float.IsNaN(epsilon) || float.IsInfinity(epsilon) || epsilon <= 0)
        {
            sink.Report(DiagnosticDescriptors.EpsilonOutOfRange, attribute.LocationOf(nameof(Epsilon)), Literals.Of(epsilon));
        }

        return epsilon;
    }

    private static float Momentum(AttributeReader attribute, DiagnosticSink sink)
    {
        if (!attribute.TryGet(nameof(Momentum), out float momentum))
        {
            return DefaultMomentum;
        }

        if (!(momentum > 0 && momentum <= 1))
        {
            sink.Report(DiagnosticDescriptors.MomentumOutOfRange, attribute.LocationOf(nameof(Momentum)), Literals.Of(momentum));
        }

        return momentum;
    }

    private static DenseModel Dense(AttributeReader attribute, int position, DiagnosticSink sink)
    {
        int units = SizeReader.Read(attribute, 0, "units", sink);
        ActivationModel activation = ActivationReader.Read(attribute, 1, sink);
        bool useBias = !attribute.TryGet("UseBias", out bool given) || given;
        Initializer initializer = attribute.TryGet(nameof(Initializer), out int value)
            ? EnumReader.Check<Initializer>(value, attribute.LocationOf(nameof(Initializer)), sink)
            : Initializer.Auto;
        var penalty = new Penalty(Penalty(attribute, "L1", sink), Penalty(attribute, "L2", sink));
        return new DenseModel(position, units, activation, useBias, initializer, penalty);
    }

    private static float Penalty(AttributeReader attribute, string name, DiagnosticSink sink)
    {
        if (!attribute.TryGet(name, out float value))
        {
            return 0f;
        }

        if (float.IsNaN(value) || float.IsInfinity(value) || value < 0f)
        {
            sink.Report(DiagnosticDescriptors.PenaltyOutOfRange, attribute.LocationOf(name), name, Literals.Of(value));
        }

        return value;
    }
}
