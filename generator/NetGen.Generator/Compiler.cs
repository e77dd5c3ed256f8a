using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>The stages behind the frontend, in order: each a pure function on records.</summary>
internal static class Compiler
{
    /// <summary>Vector multiply-adds of a layer up to which they are statements.</summary>
    public const int UnrollLimit = Scheduler.UnrollLimit;

    /// <summary>Compiles a declared network to the text of its generated file.</summary>
    public static string Compile(NetworkModel network) => NetworkEmitter.Emit(NetworkPlan.Of(ShapeInference.Run(network)));

    /// <summary>The weights whose layers are a loop even where the network asks for statements, each with the vector multiply-adds that it takes.</summary>
    public static IEnumerable<(string Weight, int Statements)> TooLargeToUnroll(NetworkModel network) =>
        ParameterLayout.Of(ShapeInference.Run(network)).Blocks
            .Where(block => block.Parameter.Role == ParameterRole.Weight)
            .Select(block => (Weight: block.Parameter.Name, Statements: Scheduler.Statements(block.Parameter.FanIn, block.RowLength)))
            .Where(layer => layer.Statements > UnrollLimit);
}
