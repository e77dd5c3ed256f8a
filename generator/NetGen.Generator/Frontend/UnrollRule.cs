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

        foreach (ParameterBlock block in ParameterLayout.Of(ShapeInference.Run(network)).Blocks)
        {
            if (block.Parameter.Role != ParameterRole.Weight)
            {
                continue;
            }

            int statements = Scheduler.Statements(block.Parameter.FanIn, block.RowLength);
            if (statements > Scheduler.UnrollLimit)
            {
                sink.Report(
                    DiagnosticDescriptors.UnrollBeyondLimit,
                    attribute.LocationOf(nameof(Unroll)),
                    block.Parameter.Name,
                    Literals.Of(statements),
                    Literals.Of(Scheduler.UnrollLimit));
            }
        }
    }
}
