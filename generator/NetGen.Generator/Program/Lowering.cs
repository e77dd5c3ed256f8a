using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>Turns layers into ops: first the forward pass, then the loss, then the gradients that follow from both.</summary>
internal static class Lowering
{
    public static NetworkPrograms Run(NetworkGraph graph)
    {
        var input = new Value("input", ValueKind.Input, true, new EquatableArray<int>([graph.Model.InputSize]));
        var target = new Value("target", ValueKind.Target, true, new EquatableArray<int>([graph.OutputSize]));
        Value? weights = graph.Model.SampleWeights ? new Value("row_weight", ValueKind.Target, true, new EquatableArray<int>([1])) : null;
        ProgramBuilder inference = Forward(graph, input, isTraining: false);
        List<Op> training = WithLoss(graph, Forward(graph, input, isTraining: true), target, weights);
        bool differs = training.Any(op => op is BatchNormOp or MaskOp);
        NetworkProgram? evaluation = differs ? new NetworkProgram(new EquatableArray<Op>(WithLoss(graph, inference, target, weights))) : null;
        training.AddRange(Gradient.Of(training));

        var programs = new NetworkPrograms(
            new NetworkProgram(new EquatableArray<Op>(inference.Ops)),
            new NetworkProgram(new EquatableArray<Op>(training)),
            input,
            inference.Outputs[inference.Outputs.Count - 1],
            target,
            weights,
            new EquatableArray<PenaltyTerm>(Penalties(graph)))
        {
            Evaluation = evaluation,
        };
        Verifier.Check(programs.Inference);
        Verifier.Check(programs.Training);
        if (evaluation is not null)
        {
            Verifier.Check(evaluation);
        }

        return programs;
    }

    private static ProgramBuilder Forward(NetworkGraph graph, Value input, bool isTraining)
    {
        var builder = new ProgramBuilder(isTraining);
        Value output = builder.Standardize(input, graph.InputBuffers);
        builder.Outputs.Add(output);
        foreach (LayerNode layer in graph.Layers)
        {
            output = LayerCatalogue.Get(layer.Model).Lower(layer, output, builder);
            builder.Outputs.Add(output);
        }

        return builder;
    }

    /// <summary>The forward pass and the loss of its output. The cross-entropies take logits: stable, and the gradient of activation and loss together is simple.</summary>
    private static List<Op> WithLoss(NetworkGraph graph, ProgramBuilder forward, Value target, Value? weights)
    {
        List<Op> ops = [.. forward.Ops];
        Value prediction = forward.Outputs[forward.Outputs.Count - 1];
        if (graph.Model.Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy)
        {
            prediction = ops[ops.Count - 1].Operands[0];
            ops.RemoveAt(ops.Count - 1);
        }

        var loss = new Value("loss", ValueKind.Loss, false, new EquatableArray<int>([]));
        ops.Add(new LossOp(loss, prediction, target, graph.Model.Loss, graph.Model.HuberDelta, graph.Model.LabelSmoothing, weights));
        return ops;
    }

    private static IEnumerable<PenaltyTerm> Penalties(NetworkGraph graph)
    {
        foreach (LayerNode layer in graph.Layers)
        {
            if (layer.Model is DenseModel { Penalty.IsNone: false } dense)
            {
                yield return new PenaltyTerm(ProgramBuilder.Parameter(layer.Parameters[0]), dense.Penalty);
            }
        }
    }
}
