namespace NetGen.Generator;

/// <summary>The loss of each row of a block, and the gradient of the mean loss.</summary>
internal static class LossEmitter
{
    /// <summary>The local that holds the scale of weighted rows.</summary>
    public const string RowScale = "rowScale";

    public static void Emit(SourceWriter writer, LossKernel kernel, int blockRows)
    {
        KernelMethod.Begin(
            writer,
            $"{kernel.Summary}: returns the sum over rows, writes the gradient of the mean. scale is 1 / (values in the mean)",
            $"{kernel.Name}(ref readonly float prediction, ref readonly float target, {(kernel.Op.Weights is null ? "" : "ref readonly float rowWeight, ")}"
            + "ref float gradient, ref float rowLoss, float scale, nint rows, nint lanes)",
            Names.Optimized,
            "float");
        KernelMethod.OpenSamples(writer);
        if (kernel.Op.Weights is not null)
        {
            writer.WriteLine("T weight = S.Load(in rowWeight, sample);");
            EmitScale(writer, "weight");
        }

        if (kernel.Op.Loss == Loss.CrossEntropy)
        {
            EmitCrossEntropy(writer, kernel.Op, blockRows);
        }
        else
        {
            EmitElementwise(writer, kernel.Op, blockRows);
        }

        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine($"return {Names.Numerics}.Sum.Invoke(ref rowLoss, rows);");
        KernelMethod.End(writer);
    }

    /// <summary>The runtime's class for a loss that is taken element by element, and its further argument.</summary>
    public static (string Name, string? Extra) Function(Loss loss, float huberDelta) => loss switch
    {
        Loss.MeanAbsoluteError => ("AbsoluteError", null),
        Loss.Huber => ("HuberError", Literals.Of(huberDelta)),
        Loss.BinaryCrossEntropy => ("BinaryCrossEntropy", null),
        _ => ("SquaredError", null),
    };

    /// <summary>The scale of the gradients of each row, which is weighted, as a local.</summary>
    public static void EmitScale(SourceWriter writer, string weight, string local = RowScale) =>
        writer.WriteLine($"T {local} = {Names.Product(weight, "S.Create(scale)")};");

    /// <summary>What gradients are scaled by.</summary>
    public static string Scale(LossOp loss, string local = RowScale) => loss.Weights is null ? "S.Create(scale)" : local;

    /// <summary>The same, negated.</summary>
    public static string MinusScale(LossOp loss, string local = RowScale) => loss.Weights is null ? "S.Create(-scale)" : $"S.Negate({local})";

    /// <summary>The loss of a row as it counts.</summary>
    public static string RowLoss(LossOp loss, string weight, string value) => loss.Weights is null ? value : Names.Product(weight, value);

    /// <summary>The target that the loss takes for a given one.</summary>
    public static string Target(LossOp loss, string given)
    {
        (float factor, float offset) = loss.Smoothing;
        return loss.LabelSmoothing == 0f ? given : $"S.MultiplyAdd({Literals.Of(factor)}, {given}, {Literals.Of(offset)})";
    }

    private static void EmitElementwise(SourceWriter writer, LossOp loss, int blockRows)
    {
        (string function, string? extra) = Function(loss.Loss, loss.HuberDelta);
        writer.WriteLine("T sum = S.Create(0f);");
        KernelMethod.OpenUnits(writer, loss.Prediction.Width, blockRows);
        writer.WriteLine("T y = S.Load(in prediction, k);");
        writer.WriteLine($"T t = {Target(loss, "S.Load(in target, k)")};");
        string derivative = Names.Call(function, "Derivative", "y, t", extra);
        if (loss.Loss == Loss.BinaryCrossEntropy)
        {
            extra = "out T slope";
            derivative = "slope";
        }

        writer.WriteLine($"sum = S.Add(sum, {Names.Call(function, "Invoke", "y, t", extra)});");
        writer.WriteLine($"S.Store({Names.Product(derivative, Scale(loss))}, ref gradient, k);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine($"S.Store({RowLoss(loss, "weight", "sum")}, ref rowLoss, sample);");
    }

    private static void EmitCrossEntropy(SourceWriter writer, LossOp loss, int blockRows)
    {
        writer.WriteLine("// With u = z - max: loss = sum t * (log sum exp(u) - u).");
        SoftmaxEmitter.EmitMaximum(writer, "prediction", loss.Prediction.Width, blockRows);
        writer.WriteLine("T sum = S.Create(0f);");
        writer.WriteLine("T targets = S.Create(0f);");
        writer.WriteLine("T products = S.Create(0f);");
        KernelMethod.OpenUnits(writer, loss.Prediction.Width, blockRows);
        writer.WriteLine("T u = S.Subtract(S.Load(in prediction, k), max);");
        writer.WriteLine($"T t = {Target(loss, "S.Load(in target, k)")};");
        writer.WriteLine($"T exponential = {Names.Call("Exp", "OfNegative", "u")};");
        writer.WriteLine("sum = S.Add(sum, exponential);");
        writer.WriteLine("targets = S.Add(targets, t);");
        writer.WriteLine("products = S.MultiplyAdd(t, u, products);");
        writer.WriteLine("S.Store(exponential, ref gradient, k);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("// A logit of NaN reaches the loss by the products.");
        string value = $"S.Subtract(S.Multiply(targets, {Names.Call("Log", "OfNormal", "sum")}), products)";
        writer.WriteLine($"S.Store({RowLoss(loss, "weight", value)}, ref rowLoss, sample);");
        writer.WriteLine();
        writer.WriteLine("// Gradient: softmax * sum t - t.");
        writer.WriteLine($"T factor = S.Divide(S.Multiply(targets, {Scale(loss)}), sum);");
        KernelMethod.OpenUnits(writer, loss.Prediction.Width, blockRows);
        writer.WriteLine($"T minusTarget = S.Multiply({Target(loss, "S.Load(in target, k)")}, {MinusScale(loss)});");
        writer.WriteLine("S.Store(S.MultiplyAdd(S.Load(ref gradient, k), factor, minusTarget), ref gradient, k);");
        writer.CloseBlock();
    }
}
