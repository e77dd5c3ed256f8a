namespace NetGen.Generator;

/// <summary>Finds layers that <see cref="Unroll.Full"/> cannot unroll.</summary>
internal static class UnrollRule
{
    public static void Check(NetworkModel network, AttributeReader attribute, DiagnosticSink sink)
    {
        if (network.Unroll != Unroll.Full)
        {
            return;
        }

        foreach ((string weight, int statements) in Compiler.TooLargeToUnroll(network))
        {
            sink.Report(
                DiagnosticDescriptors.UnrollBeyondLimit, attribute.LocationOf(nameof(Unroll)), weight, Literals.Of(statements), Literals.Of(Compiler.UnrollLimit));
        }
    }
}
