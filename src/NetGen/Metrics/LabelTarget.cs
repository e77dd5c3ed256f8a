namespace NetGen;

/// <summary>A class label as the target of an output.</summary>
internal static class LabelTarget
{
    /// <summary>The label itself for a single output, else 1 at the class and 0 elsewhere.</summary>
    internal static double Of(int label, int output, int outputSize) => outputSize == 1 ? label : label == output ? 1 : 0;
}
