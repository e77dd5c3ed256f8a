namespace NetGen.Generator.Tests;

/// <summary>Code that uses every public member of a network, in C# 7.3.</summary>
internal static class NetworkUsage
{
    /// <param name="typeName">The full name of the class.</param>
    /// <param name="isClassifier">Whether the overloads for class indices are used too.</param>
    public static string Of(string typeName, bool isClassifier = false)
        => Text.Replace("$T$", typeName, System.StringComparison.Ordinal)
            .Replace("$LABELS$", isClassifier ? Labels : "", System.StringComparison.Ordinal);

    private const string Labels =
        """
                loss += net.Backward(x, new int[1], g) + net.ComputeLoss(x, new int[1]);
                global::NetGen.IClassifier c = net;
                loss += c.Backward(x, new int[1], g) + c.ComputeLoss(x, new int[1]);

        """;

    private const string Text =
        """

        internal static class NetworkUsage
        {
            private const int Constant = 1000 / $T$.InputSize + 1000 / $T$.OutputSize + 1000 / $T$.ParameterCount;

            internal static float Use()
            {
                var net = new $T$(7);
                net = new $T$();
                var x = new float[$T$.InputSize];
                var y = new float[$T$.OutputSize];
                var g = new float[net.ParameterStorage];
                net.Forward(x, y);
                float loss = net.Backward(x, y, g) + net.ComputeLoss(x, y);
                net.Update(default(OneStep), g);
                net.GetTensor("layer1.weight", y);
                net.SetTensor("layer1.weight", y);
                $T$.GetGradient(g, "layer1.weight", y);
                net.Save("file");
                net.Load("file");
                net.Save(global::System.IO.Stream.Null);
                net.Load(global::System.IO.Stream.Null);
        $LABELS$        return loss + net.Parameters[0] + $T$.Tensors.Count + net.Description.InputSize + Constant + UseGeneric(net, x, y);
            }

            private struct OneStep : global::NetGen.IOptimizer
            {
                public float LearningRate { get; set; }

                public void Step(global::System.Span<float> parameters, global::System.ReadOnlySpan<float> gradients, global::NetGen.NetworkDescription network)
                {
                }
            }

            private static float UseGeneric<TNetwork>(TNetwork net, float[] x, float[] y)
                where TNetwork : global::NetGen.INetwork
            {
                net.Forward(x, y);
                return net.InputSize + net.OutputSize + net.ParameterCount + net.ParameterStorage + net.Description.OutputSize;
            }
        }

        """;
}
