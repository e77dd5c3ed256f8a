using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <content>Activations, losses and layers that must fit together, warnings, and what derivatives on request need.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor SoftmaxNotLast = Error(
        "NG0040",
        "Softmax is not the last layer's activation",
        "Softmax can only be the activation of the last layer: use another activation here, such as ReLU",
        "Softmax turns the outputs of the network into probabilities, and its derivative is taken together with the cross-entropy.");

    public static readonly DiagnosticDescriptor SoftmaxNeedsCrossEntropy = Error(
        "NG0041",
        "Softmax without cross-entropy",
        "Softmax needs the loss CrossEntropy, but the loss is {0}: write [Network({1}, Loss = Loss.CrossEntropy)], or use Sigmoid",
        "Softmax and cross-entropy are computed together from the logits, which is the only stable form.");

    public static readonly DiagnosticDescriptor CrossEntropyNeedsSoftmax = Error(
        "NG0042",
        "Cross-entropy without softmax",
        "The loss CrossEntropy needs Softmax as the activation of the last layer, but that is {0}: write Activation.Softmax there",
        "Cross-entropy is computed from the logits of a last softmax layer; without softmax the outputs are no probabilities.");

    public static readonly DiagnosticDescriptor BinaryCrossEntropyNeedsSigmoid = Error(
        "NG0043",
        "Binary cross-entropy without sigmoid",
        "The loss BinaryCrossEntropy needs Sigmoid as the activation of the last layer, but that is {0}: write Activation.Sigmoid there",
        "Binary cross-entropy is computed from the logits of a last sigmoid layer; without sigmoid the outputs are no probabilities.");

    public static readonly DiagnosticDescriptor SoftmaxOfOneUnit = Error(
        "NG0044",
        "Softmax of one unit",
        "The softmax of 1 unit is always 1, so nothing can be learned: use one unit per class, or Sigmoid with Loss.BinaryCrossEntropy",
        "Softmax divides by the sum over the units; with one unit the result is constant and its gradient is zero.");

    public static readonly DiagnosticDescriptor AlphaUnused = Error(
        "NG0045",
        "Alpha is set on an activation that has none",
        "{0} has no alpha: remove 'Alpha', or use LeakyReLU or ELU",
        "Only LeakyReLU and ELU have a parameter. SELU's constants are fixed.");

    public static readonly DiagnosticDescriptor HuberDeltaUnused = Error(
        "NG0046",
        "HuberDelta is set without the Huber loss",
        "The loss {0} has no delta: remove 'HuberDelta', or write Loss = Loss.Huber",
        "Only the Huber loss has a point where it turns from square to line.");

    public static readonly DiagnosticDescriptor LabelSmoothingUnused = Error(
        "NG0047",
        "LabelSmoothing is set without a cross-entropy",
        "The loss {0} has no labels to smooth: remove 'LabelSmoothing', or use CrossEntropy or BinaryCrossEntropy",
        "Only the targets of a cross-entropy are probabilities of classes.");

    public static readonly DiagnosticDescriptor DropoutOfOutputs = Error(
        "NG0048",
        "Dropout of the network's outputs",
        "No dense layer follows this dropout: put it before the last dense layer, because outputs that are dropped cannot meet their targets",
        "Dropout keeps the units of a layer from relying on each other, which needs a layer behind it that weighs them.");

    public static readonly DiagnosticDescriptor LinearLayersInARow = Warning(
        "NG0050",
        "Two linear layers in a row",
        "Nothing nonlinear is between this layer and layer{0}: together they can do no more than one linear layer, so give layer{0} an activation or remove one of the two",
        "The product of two matrices is a matrix: without an activation between them, the second layer adds parameters but no power.");

    public static readonly DiagnosticDescriptor ZerosCannotLearn = Warning(
        "NG0051",
        "Layer that starts at zero cannot learn",
        "{0}, so these weights cannot learn apart: use Initializer.Auto",
        "Where all weights of a hidden layer start at zero, its units are equal; unless the layers around it tell them apart, their gradients stay zero or equal forever.");

    public static readonly DiagnosticDescriptor UnrollBeyondLimit = Warning(
        "NG0052",
        "Layer is too large to unroll",
        "'{0}' takes {1} vector multiply-adds, more than the {2} that a method is unrolled to, and stays a loop: use Unroll.Auto",
        "The JIT stops to optimize methods that are too long, which costs far more than a loop.");

    public static readonly DiagnosticDescriptor SecondOrderWithDropout = Error(
        "NG0070",
        "Second-order products of a network with dropout",
        "With [Dropout], Backward is the gradient of another function at each call, which has no Hessian: remove SecondOrder = true or [Dropout]",
        "Dropout draws new masks for each call of Backward, so a Hessian would belong to none of its gradients.");

    public static readonly DiagnosticDescriptor SecondOrderWithBatchNorm = Error(
        "NG0071",
        "Second-order products of a network with batch normalization",
        "With [BatchNorm], Backward takes the statistics of the batch, for which there are no Hessian products: remove SecondOrder = true, or write [LayerNorm]",
        "Batch normalization makes the loss of a row depend on all rows, so a Hessian product is no sum over blocks of rows.");
}
