namespace NetGen.Generator;

/// <summary>What [Network] states.</summary>
internal sealed record NetworkSettings(
    int InputSize,
    Loss Loss,
    float HuberDelta,
    int MaxStackBytes,
    Unroll Unroll = Unroll.Auto,
    Precision Precision = Precision.Accurate,
    float LabelSmoothing = 0f,
    bool SampleWeights = false)
{
    /// <summary>Whether derivatives with respect to the inputs are asked for.</summary>
    public bool InputGradients { get; init; }

    /// <summary>Whether Hessian products are asked for.</summary>
    public bool SecondOrder { get; init; }

    private const int LargestStack = 512 * 1024;

    /// <summary>What holds where [Network] sets nothing.</summary>
    public static readonly NetworkSettings Default = new(1, Loss.MeanSquaredError, 1f, 64 * 1024);

    /// <summary>Reads a well-formed [Network].</summary>
    public static NetworkSettings Read(AttributeReader attribute, DiagnosticSink sink)
    {
        int inputs = SizeReader.Read(attribute, 0, "inputs", sink);
        Loss loss = attribute.TryGet(nameof(Loss), out int value)
            ? EnumReader.Check<Loss>(value, attribute.LocationOf(nameof(Loss)), sink)
            : Default.Loss;

        float delta = Default.HuberDelta;
        if (attribute.TryGet(nameof(HuberDelta), out float givenDelta))
        {
            delta = givenDelta;
            if (float.IsNaN(delta) || float.IsInfinity(delta) || delta <= 0)
            {
                sink.Report(DiagnosticDescriptors.HuberDeltaOutOfRange, attribute.LocationOf(nameof(HuberDelta)), Literals.Of(delta));
            }
            else if (loss != Loss.Huber && value == (int)loss)
            {
                sink.Report(DiagnosticDescriptors.HuberDeltaUnused, attribute.LocationOf(nameof(HuberDelta)), loss.ToString());
            }
        }

        int stack = Default.MaxStackBytes;
        if (attribute.TryGet(nameof(MaxStackBytes), out int givenStack))
        {
            stack = givenStack;
            if (stack is < 0 or > LargestStack)
            {
                sink.Report(DiagnosticDescriptors.MaxStackBytesOutOfRange, attribute.LocationOf(nameof(MaxStackBytes)), Literals.Of(stack));
            }
        }

        Unroll unroll = attribute.TryGet(nameof(Unroll), out int givenUnroll)
            ? EnumReader.Check<Unroll>(givenUnroll, attribute.LocationOf(nameof(Unroll)), sink)
            : Default.Unroll;
        Precision precision = attribute.TryGet(nameof(Precision), out int givenPrecision)
            ? EnumReader.Check<Precision>(givenPrecision, attribute.LocationOf(nameof(Precision)), sink)
            : Default.Precision;
        float smoothing = ReadSmoothing(attribute, loss, value == (int)loss, sink);
        bool hasWeights = attribute.TryGet(nameof(SampleWeights), out bool givenWeights) && givenWeights;
        return new NetworkSettings(inputs, loss, delta, stack, unroll, precision, smoothing, hasWeights)
        {
            InputGradients = attribute.TryGet(nameof(InputGradients), out bool inputGradients) && inputGradients,
            SecondOrder = attribute.TryGet(nameof(SecondOrder), out bool secondOrder) && secondOrder,
        };
    }

    private static float ReadSmoothing(AttributeReader attribute, Loss loss, bool isDefined, DiagnosticSink sink)
    {
        if (!attribute.TryGet(nameof(LabelSmoothing), out float smoothing))
        {
            return 0f;
        }

        if (!(smoothing >= 0f && smoothing < 1f))
        {
            sink.Report(DiagnosticDescriptors.LabelSmoothingOutOfRange, attribute.LocationOf(nameof(LabelSmoothing)), Literals.Of(smoothing));
        }
        else if (isDefined && loss is not (Loss.CrossEntropy or Loss.BinaryCrossEntropy))
        {
            sink.Report(DiagnosticDescriptors.LabelSmoothingUnused, attribute.LocationOf(nameof(LabelSmoothing)), loss.ToString());
        }

        return smoothing;
    }
}
