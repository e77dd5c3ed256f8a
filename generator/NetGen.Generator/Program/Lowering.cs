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
        var builder = new ProgramBuilder();
        Value output = builder.Standardize(input, graph.InputBuffers);
        builder.Outputs.Add(output);
        foreach (LayerNode layer in graph.Layers)
        {
            output = LayerCatalogue.Get(layer.Model).Lower(layer, output, builder);
            builder.Outputs.Add(output);
        }

        bool crossesRows = builder.Ops.Any(op => op is BatchNormOp);
        List<Op> training = [.. builder.Ops];
        Value prediction = output;
        if (graph.Model.Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy)
        {
            // The cross-entropies take logits: stable, and the gradient of activation and loss together is simple.
            prediction = training[training.Count - 1].Operands[0];
            training.RemoveAt(training.Count - 1);
        }

        var loss = new Value("loss", ValueKind.Loss, false, new EquatableArray<int>([]));
        training.Add(new LossOp(loss, prediction, target, graph.Model.Loss, graph.Model.HuberDelta));
        NetworkProgram? evaluation = crossesRows ? OutsideTraining(training) : null;
        training.AddRange(Gradient.Of(training));

        var programs = new NetworkPrograms(
            OutsideTraining(builder.Ops),
            new NetworkProgram(new EquatableArray<Op>(training)),
            input,
            output,
            target,
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

    /// <summary>The same ops as they are outside of training.</summary>
    private static NetworkProgram OutsideTraining(IReadOnlyList<Op> ops) =>
        new(new EquatableArray<Op>(ops.Select(op => op is BatchNormOp norm ? norm.Running : op)));

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
