using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen.Generator.Tests;

/// <summary>A network to test with: the same declaration as C# and as a model.</summary>
internal sealed record Architecture(int Inputs, Loss Loss, IReadOnlyList<LayerModel> Layers, float HuberDelta = 1f, int MaxStackBytes = 65536, Unroll Unroll = Unroll.Auto, float LabelSmoothing = 0f, bool SampleWeights = false)
{
    /// <summary>How inputs are scaled; null if they are not.</summary>
    public InputScaling? Scaling { get; init; }

    /// <summary>Whether derivatives with respect to the inputs are asked for.</summary>
    public bool InputGradients { get; init; }

    /// <summary>Whether Hessian products are asked for.</summary>
    public bool SecondOrder { get; init; }

    public int Outputs => ShapeInference.Run(ToModel("Net")).OutputSize;

    public NetworkModel ToModel(string name) => new(
        $"{name}.g.cs", "", new EquatableArray<ContainingTypeModel>([]), name, Inputs, Loss, HuberDelta, MaxStackBytes, new EquatableArray<LayerModel>(Layers), Unroll, LabelSmoothing, SampleWeights, InputGradients, SecondOrder)
    {
        Scaling = Scaling,
    };

    public string ToSource(string name)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[NetGen.Network({Inputs}, Loss = NetGen.Loss.{Loss}, MaxStackBytes = {MaxStackBytes}, Unroll = NetGen.Unroll.{Unroll}");
        text.Append(LabelSmoothing == 0f ? "" : $", LabelSmoothing = {Literals.Of(LabelSmoothing)}");
        text.Append(InputGradients ? ", InputGradients = true" : "").Append(SecondOrder ? ", SecondOrder = true" : "");
        text.Append(SampleWeights ? ", SampleWeights = true" : "");
        text.Append(Loss == Loss.Huber ? $", HuberDelta = {Literals.Of(HuberDelta)})]\n" : ")]\n");
        text.Append(Scaling is null ? "" : $"[NetGen.Standardize(NetGen.InputScaling.{Scaling})]\n");
        foreach (LayerModel layer in Layers)
        {
            if (layer is LayerNormModel norm)
            {
                text.Append(CultureInfo.InvariantCulture, $"[NetGen.LayerNorm(Epsilon = {Literals.Of(norm.Epsilon)})]\n");
                continue;
            }

            if (layer is DropoutModel dropout)
            {
                text.Append(CultureInfo.InvariantCulture, $"[NetGen.Dropout({Literals.Of(dropout.Rate)})]\n");
                continue;
            }

            if (layer is BatchNormModel batch)
            {
                text.Append(CultureInfo.InvariantCulture, $"[NetGen.BatchNorm(Momentum = {Literals.Of(batch.Momentum)}, Epsilon = {Literals.Of(batch.Epsilon)})]\n");
                continue;
            }

            if (layer is ResidualModel residual)
            {
                text.Append(CultureInfo.InvariantCulture, $"[NetGen.Residual({residual.From})]\n");
                continue;
            }

            (string kind, ActivationModel activation) = layer switch
            {
                DenseModel dense => (
                    $"NetGen.Dense({dense.Units}, NetGen.Activation.{dense.Activation.Function}, UseBias = {Literals.Of(dense.UseBias)}{Penalty(dense.Penalty)}", dense.Activation),
                ActivationLayerModel a => ($"NetGen.Activation(NetGen.Activation.{a.Activation.Function}", a.Activation),
                _ => throw new NotSupportedException(layer.ToString()),
            };
            string alpha = HasAlpha(activation) ? $", Alpha = {Literals.Of(activation.Alpha)}" : "";
            text.Append(CultureInfo.InvariantCulture, $"[{kind}{alpha})]\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"public sealed partial class {name};\n").ToString();
    }

    public override string ToString() =>
        $"{Inputs} inputs{(Scaling is null ? "" : $" scaled by {Scaling}")}, {string.Join(", ", Layers.Select(Describe))}, {Loss}{(Loss == Loss.Huber ? $" {HuberDelta}" : "")}{(LabelSmoothing == 0f ? "" : $" smoothed by {LabelSmoothing}")}{(SampleWeights ? " weighted" : "")}, stack {MaxStackBytes}, unroll {Unroll}";

    private static string Describe(LayerModel layer) => layer switch
    {
        DenseModel dense => $"Dense {dense.Units} {dense.Activation.Function}{(dense.UseBias ? "" : " without bias")}{Penalty(dense.Penalty)}",
        LayerNormModel norm => $"LayerNorm {norm.Epsilon}",
        DropoutModel dropout => $"Dropout {dropout.Rate}",
        BatchNormModel batch => $"BatchNorm {batch.Momentum} {batch.Epsilon}",
        ResidualModel residual => $"Residual {residual.From}",
        _ => $"{((ActivationLayerModel)layer).Activation.Function}",
    };

    private static string Penalty(Penalty penalty) => penalty.IsNone ? "" : $", L1 = {Literals.Of(penalty.L1)}, L2 = {Literals.Of(penalty.L2)}";

    private static bool HasAlpha(ActivationModel activation) =>
        activation.Function != Activation.Softmax && ActivationCatalogue.Get(activation.Function).HasAlpha;
}
