namespace NetGen.Generator;

/// <summary>The stages behind the frontend, in order: each a pure function on records.</summary>
internal static class Compiler
{
    /// <summary>Compiles a declared network to the text of its generated file.</summary>
    public static string Compile(NetworkModel network) => NetworkEmitter.Emit(NetworkPlan.Of(ShapeInference.Run(network)));
}
