using System.Collections.Generic;

namespace NetGen.Generator.Tests;

/// <content>Layers, numbers, rules and warnings.</content>
internal static partial class DiagnosticCases
{
    private const string Class = " partial class Net { }";

    private static IEnumerable<DiagnosticCase> LayerLists =>
    [
        Case("NG0020", "no layer", "[[|Network(4)|]]" + Class, "[Network(4)] [Dense(1)]" + Class),
        Case("NG0021", "dense without network", "[[|Dense(3)|]] [Activation(Activation.Tanh)]" + Class, "[Network(4)] [Dense(3)]" + Class),
        Case("NG0021", "activation without network", "[[|Activation(Activation.Tanh)|]] [Dense(3)]" + Class, "[Network(4)] [Activation(Activation.Tanh)] [Dense(3)]" + Class),
        Case("NG0021", "layers on two parts without network", "[[|Dense(3)|]] partial class Net { } [Dense(2)]" + Class, "[Network(4)] [Dense(3)] partial class Net { }" + Class),
        Case("NG0021", "dropout without network", "[[|Dropout(0.5f)|]] [Dense(3)]" + Class, "[Network(4)] [Dropout(0.5f)] [Dense(3)]" + Class),
        Case("NG0022", "a layer on another part", "[Network(4)] [Dense(3)] partial class Net { } [[|Dense(2)|]]" + Class, "[Network(4)] [Dense(3)] partial class Net { }" + Class),
        Case("NG0022", "all layers on another part", "[Network(4)] partial class Net { } [[|Dense(2)|]]" + Class, "partial class Net { } [Network(4)] [Dense(2)]" + Class),
        Case("NG0023", "layer of the user", "class ConvAttribute : LayerAttribute { } [Network(4)] [[|Conv|]] [Dense(3)]" + Class, "class ConvAttribute : System.Attribute { } [Network(4)] [Conv] [Dense(3)]" + Class),
        Case("NG0024", "activations only", "[[|Network(4)|]] [Activation(Activation.Tanh)]" + Class, "[Network(4)] [Activation(Activation.Tanh)] [Dense(1)]" + Class),
    ];

    private static IEnumerable<DiagnosticCase> Numbers =>
    [
        Case("NG0030", "no inputs", "[Network([|0|])] [Dense(3)]" + Class, "[Network(1)] [Dense(3)]" + Class),
        Case("NG0030", "negative inputs", "[Network([|inputs: -1|])] [Dense(3)]" + Class, "[Network(inputs: 1)] [Dense(3)]" + Class),
        Case("NG0030", "no units", "[Network(4)] [Dense(activation: Activation.ReLU, units: 2)] [Dense([|0|], Activation.ReLU, UseBias = false)]" + Class, "[Network(4)] [Dense(1)]" + Class),
        Case("NG0030", "negative named units", "[Network(4)] [Dense(activation: Activation.ReLU, [|units: int.MinValue|])]" + Class, "[Network(4)] [Dense(activation: Activation.ReLU, units: 1)]" + Class),
        Case("NG0031", "too many inputs", "[Network([|1048577|])] [Dense(1)]" + Class, "[Network(1048576)] [Dense(1)]" + Class),
        Case("NG0031", "too many units", "[Network(1)] [Dense([|int.MaxValue|])]" + Class, "[Network(1)] [Dense(100000)]" + Class),
        Case("NG0032", "too many parameters", "[Network(1)] [Dense(40000, Activation.ReLU)] [[|Dense(30000, Activation.ReLU)|]] [Dense(1)]" + Class, "[Network(1)] [Dense(400, Activation.ReLU)] [Dense(300, Activation.ReLU)] [Dense(1)]" + Class),
        Case("NG0033", "negative stack", "[Network(4, [|MaxStackBytes = -1|])] [Dense(3)]" + Class, "[Network(4, MaxStackBytes = 0)] [Dense(3)]" + Class),
        Case("NG0033", "a stack of a megabyte", "[Network(4, [|MaxStackBytes = 1 << 20|])] [Dense(3)]" + Class, "[Network(4, MaxStackBytes = 1 << 19)] [Dense(3)]" + Class),
        Case("NG0034", "NaN", "[Network(4)] [Dense(3, Activation.LeakyReLU, [|Alpha = float.NaN|])]" + Class, "[Network(4)] [Dense(3, Activation.LeakyReLU, Alpha = 0.2f)]" + Class),
        Case("NG0034", "infinity", "[Network(4)] [Dense(3)] [Activation(Activation.ELU, [|Alpha = float.PositiveInfinity|])]" + Class, "[Network(4)] [Dense(3)] [Activation(Activation.ELU, Alpha = 2)]" + Class),
        Case("NG0034", "negative", "[Network(4)] [Dense(3, Activation.ELU, [|Alpha = -0.5f|])]" + Class, "[Network(4)] [Dense(3, Activation.ELU, Alpha = -0f)]" + Class),
        Case("NG0035", "zero", "[Network(4, Loss = Loss.Huber, [|HuberDelta = 0|])] [Dense(3)]" + Class, "[Network(4, Loss = Loss.Huber, HuberDelta = 1e-3f)] [Dense(3)]" + Class),
        Case("NG0035", "NaN", "[Network(4, Loss = Loss.Huber, [|HuberDelta = float.NaN|])] [Dense(3)]" + Class, "[Network(4, Loss = Loss.Huber)] [Dense(3)]" + Class),
        Case("NG0036", "activation", "[Network(4)] [Dense(3, [|(Activation)99|])]" + Class, "[Network(4)] [Dense(3, (Activation)1)]" + Class),
        Case("NG0036", "activation with alpha", "[Network(4)] [Dense(3)] [Activation([|(Activation)(-1)|], Alpha = 1)]" + Class, "[Network(4)] [Dense(3)] [Activation((Activation)2)]" + Class),
        Case("NG0036", "precision", "[Network(4, [|Precision = (Precision)2|])] [Dense(3)]" + Class, "[Network(4, Precision = (Precision)1)] [Dense(3)]" + Class),
        Case("NG0036", "unroll", "[Network(4, [|Unroll = (Unroll)3|])] [Dense(3)]" + Class, "[Network(4, Unroll = (Unroll)2)] [Dense(3)]" + Class),
        Case("NG0036", "loss", "[Network(4, [|Loss = (Loss)5|])] [Dense(3)]" + Class, "[Network(4, Loss = (Loss)0)] [Dense(3)]" + Class),
        Case("NG0036", "initializer", "[Network(4)] [Dense(3, [|Initializer = (Initializer)8|])]" + Class, "[Network(4)] [Dense(3, Initializer = (Initializer)7)]" + Class),
        Case("NG0038", "the layer right before", "[Network(4)] [Dense(4)] [Residual([|1|])]" + Class, "[Network(4)] [Dense(4)] [Residual(0)]" + Class),
        Case("NG0038", "a later layer", "[Network(4)] [Dense(4)] [Residual([|from: 3|])] [Dense(2)]" + Class, "[Network(4)] [Dense(4, Activation.Tanh)] [Residual(from: 0)] [Dense(2)]" + Class),
        Case("NG0038", "negative", "[Network(4)] [Dense(4)] [Residual([|-1|])]" + Class, "[Network(4)] [Dense(4)] [Residual(0)]" + Class),
        Case("NG0025", "more units than inputs", "[Network(4)] [Dense(5)] [Residual([|0|])]" + Class, "[Network(5)] [Dense(5)] [Residual(0)]" + Class),
        Case("NG0025", "fewer units than a layer", "[Network(4)] [Dense(5, Activation.ReLU)] [Dense(3)] [Residual([|1|])]" + Class, "[Network(4)] [Dense(5, Activation.ReLU)] [Dense(5)] [Residual(1)]" + Class),
        Case("NG0028", "a class without layers", "[[|Standardize|]]" + Class, "[Network(4)] [Standardize] [Dense(3)]" + Class),
        Case("NG0036", "a scaling", "[Network(4)] [Standardize([|(InputScaling)9|])] [Dense(3)]" + Class, "[Network(4)] [Standardize(InputScaling.Range)] [Dense(3)]" + Class),
        Case("NG0037", "zero", "[Network(4)] [Dense(3)] [LayerNorm([|Epsilon = 0|])]" + Class, "[Network(4)] [Dense(3)] [LayerNorm(Epsilon = 1e-12f)]" + Class),
        Case("NG0037", "NaN", "[Network(4)] [LayerNorm([|Epsilon = float.NaN|])] [Dense(3)]" + Class, "[Network(4)] [LayerNorm] [Dense(3)]" + Class),
        Case("NG0037", "infinity", "[Network(4)] [LayerNorm([|Epsilon = float.PositiveInfinity|])] [Dense(3)]" + Class, "[Network(4)] [LayerNorm(Epsilon = 1)] [Dense(3)]" + Class),
        Case("NG0037", "of a batch", "[Network(4)] [Dense(3)] [BatchNorm([|Epsilon = -1|])]" + Class, "[Network(4)] [Dense(3)] [BatchNorm(Epsilon = 1e-3f)]" + Class),
        Case("NG0060", "zero", "[Network(4)] [Dense(3)] [BatchNorm([|Momentum = 0|])]" + Class, "[Network(4)] [Dense(3)] [BatchNorm(Momentum = 1e-3f)]" + Class),
        Case("NG0060", "above 1", "[Network(4)] [Dense(3)] [BatchNorm([|Momentum = 1.5f|])]" + Class, "[Network(4)] [Dense(3)] [BatchNorm(Momentum = 1)]" + Class),
        Case("NG0060", "NaN", "[Network(4)] [Dense(3)] [BatchNorm([|Momentum = float.NaN|])]" + Class, "[Network(4)] [Dense(3)] [BatchNorm]" + Class),
        Case("NG0064", "one", "[Network(4, Loss = Loss.CrossEntropy, [|LabelSmoothing = 1|])] [Dense(3, Activation.Softmax)]" + Class, "[Network(4, Loss = Loss.CrossEntropy, LabelSmoothing = 0.99f)] [Dense(3, Activation.Softmax)]" + Class),
        Case("NG0064", "negative", "[Network(4, Loss = Loss.BinaryCrossEntropy, [|LabelSmoothing = -0.1f|])] [Dense(3, Activation.Sigmoid)]" + Class, "[Network(4, Loss = Loss.BinaryCrossEntropy, LabelSmoothing = 0)] [Dense(3, Activation.Sigmoid)]" + Class),
        Case("NG0064", "NaN", "[Network(4, [|LabelSmoothing = float.NaN|])] [Dense(3)]" + Class, "[Network(4)] [Dense(3)]" + Class),
        Case("NG0065", "one", "[Network(4)] [Dropout([|1|])] [Dense(3)]" + Class, "[Network(4)] [Dropout(0.999f)] [Dense(3)]" + Class),
        Case("NG0065", "negative", "[Network(4)] [Dropout([|rate: -0.5f|])] [Dense(3)]" + Class, "[Network(4)] [Dropout(rate: 0)] [Dense(3)]" + Class),
        Case("NG0065", "NaN", "[Network(4)] [Dense(3, Activation.ReLU)] [Dropout([|float.NaN|])] [Dense(3)]" + Class, "[Network(4)] [Dense(3, Activation.ReLU)] [Dropout(0.5f)] [Dense(3)]" + Class),
        Case("NG0039", "L1 below 0", "[Network(4)] [Dense(3, [|L1 = -1e-4f|])]" + Class, "[Network(4)] [Dense(3, L1 = 1e-4f)]" + Class),
        Case("NG0039", "L2 is NaN", "[Network(4)] [Dense(3, [|L2 = float.NaN|])]" + Class, "[Network(4)] [Dense(3, L2 = 0)]" + Class),
    ];

    private static IEnumerable<DiagnosticCase> Rules =>
    [
        Case("NG0040", "softmax in a hidden layer", "[Network(4, Loss = Loss.CrossEntropy)] [Dense(3, [|Activation.Softmax|])] [Dense(3, Activation.Softmax)]" + Class, "[Network(4, Loss = Loss.CrossEntropy)] [Dense(3, Activation.ReLU)] [Dense(3)] [Activation(Activation.Softmax)]" + Class),
        Case("NG0040", "softmax layer before the last", "[Network(4, Loss = Loss.CrossEntropy)] [Dense(3)] [Activation([|Activation.Softmax|])] [Activation(Activation.Linear)]" + Class, Classifier + Class),
        Case("NG0041", "softmax with the default loss", "[Network(4)] [Dense(3, [|Activation.Softmax|])]" + Class, Classifier + Class),
        Case("NG0041", "softmax with binary cross-entropy", "[Network(4, Loss = Loss.BinaryCrossEntropy)] [Dense(3, [|Activation.Softmax|])]" + Class, Classifier + Class),
        Case("NG0042", "cross-entropy of a linear layer", "[Network(4, Loss = Loss.CrossEntropy)] [[|Dense(3)|]]" + Class, "[Network(4, Loss = Loss.MeanAbsoluteError)] [Dense(3)]" + Class),
        Case("NG0042", "cross-entropy of a normalization", "[Network(4, Loss = Loss.CrossEntropy)] [Dense(3)] [[|LayerNorm|]]" + Class, "[Network(4)] [Dense(3)] [LayerNorm]" + Class),
        Case("NG0042", "cross-entropy of sigmoids", "[Network(4, Loss = Loss.CrossEntropy)] [Dense(3, [|Activation.Sigmoid|])]" + Class, Classifier + Class),
        Case("NG0043", "binary cross-entropy of tanh", "[Network(4, Loss = Loss.BinaryCrossEntropy)] [Dense(1, [|Activation.Tanh|])]" + Class, "[Network(4, Loss = Loss.BinaryCrossEntropy)] [Dense(1, Activation.Sigmoid)]" + Class),
        Case("NG0044", "softmax of one unit", "[Network(4, Loss = Loss.CrossEntropy)] [Dense(1, [|Activation.Softmax|])]" + Class, "[Network(4, Loss = Loss.CrossEntropy)] [Dense(2, Activation.Softmax)]" + Class),
        Case("NG0045", "alpha of ReLU", "[Network(4)] [Dense(3, Activation.ReLU, [|Alpha = 0.1f|])]" + Class, "[Network(4)] [Dense(3, Activation.LeakyReLU, Alpha = 0.1f)]" + Class),
        Case("NG0045", "alpha of no activation", "[Network(4)] [Dense(3, [|Alpha = 0.1f|])]" + Class, "[Network(4)] [Dense(3)]" + Class),
        Case("NG0046", "delta of squares", "[Network(4, [|HuberDelta = 2|])] [Dense(3)]" + Class, "[Network(4, HuberDelta = 2, Loss = Loss.Huber)] [Dense(3)]" + Class),
        Case("NG0047", "smoothing of squares", "[Network(4, [|LabelSmoothing = 0.1f|])] [Dense(3)]" + Class, "[Network(4, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f)] [Dense(3, Activation.Softmax)]" + Class),
        Case("NG0047", "smoothing of Huber", "[Network(4, Loss = Loss.Huber, [|LabelSmoothing = 0.1f|])] [Dense(1)]" + Class, "[Network(4, Loss = Loss.BinaryCrossEntropy, LabelSmoothing = 0.1f)] [Dense(1, Activation.Sigmoid)]" + Class),
        Case("NG0048", "last layer", "[Network(4)] [Dense(3)] [[|Dropout(0.5f)|]]" + Class, "[Network(4)] [Dropout(0.5f)] [Dense(3)]" + Class),
        Case("NG0048", "logits", "[Network(4, Loss = Loss.CrossEntropy)] [Dense(3)] [[|Dropout(0.5f)|]] [Activation(Activation.Softmax)]" + Class, "[Network(4, Loss = Loss.CrossEntropy)] [Dropout(0.5f)] [Dense(3)] [Activation(Activation.Softmax)]" + Class),
        Case("NG0070", "dropout and Hessian products", "[Network(4, SecondOrder = true)] [Dense(3, Activation.Tanh)] [[|Dropout(0.5f)|]] [Dense(2)]" + Class, "[Network(4, InputGradients = true)] [Dense(3, Activation.Tanh)] [Dropout(0.5f)] [Dense(2)]" + Class),
        Case("NG0070", "dropout of another layer", "[Network(4, SecondOrder = true)] [[|Dropout(0.5f)|]] [Dense(3, Activation.Tanh)] [Dropout(0)] [Dense(2)]" + Class, "[Network(4, SecondOrder = true)] [Dense(3, Activation.Tanh)] [Dropout(0)] [Dense(2)]" + Class),
        Case("NG0071", "batch normalization and Hessian products", "[Network(4, SecondOrder = true)] [Dense(3)] [[|BatchNorm|]] [Activation(Activation.Tanh)] [Dense(2)]" + Class, "[Network(4, InputGradients = true)] [Dense(3)] [BatchNorm] [Activation(Activation.Tanh)] [Dense(2)]" + Class),
        Case("NG0046", "delta of absolute values", "[Network(4, Loss = Loss.MeanAbsoluteError, [|HuberDelta = 1|])] [Dense(3)]" + Class, "[Network(4, Loss = Loss.Huber, HuberDelta = 1)] [Dense(3)]" + Class),
    ];

    private static IEnumerable<DiagnosticCase> Warnings =>
    [
        Case("NG0050", "two dense layers", "[Network(4)] [Dense(3)] [[|Dense(2)|]]" + Class, "[Network(4)] [Dense(3, Activation.Tanh)] [Dense(2)]" + Class),
        Case("NG0050", "with a linear activation between", "[Network(4)] [Dense(3)] [Activation(Activation.Linear)] [[|Dense(2)|]]" + Class, "[Network(4)] [Dense(3)] [Activation(Activation.Tanh)] [Dense(2)]" + Class),
        Case("NG0050", "with a batch normalization between", "[Network(4)] [Dense(3)] [BatchNorm] [[|Dense(2)|]]" + Class, "[Network(4)] [Dense(3)] [BatchNorm] [Activation(Activation.ReLU)] [Dense(2)]" + Class),
        Case("NG0040", "softmax before a batch normalization", "[Network(4, Loss = Loss.CrossEntropy)] [Dense(3, [|Activation.Softmax|])] [BatchNorm]" + Class, "[Network(4, Loss = Loss.CrossEntropy)] [Dense(3)] [BatchNorm] [Activation(Activation.Softmax)]" + Class),
        Case(
            "NG0050",
            "with a skip connection that ends between",
            "[Network(4)] [Dense(3, Activation.Tanh)] [Dense(3)] [Residual(1)] [[|Dense(2)|]]" + Class,
            "[Network(4)] [Dense(3, Activation.Tanh)] [Dense(3)] [Residual(1)] [Dense(3)] [Residual(3)] [Activation(Activation.Tanh)] [Dense(2)]" + Class),
        Case("NG0050", "behind a normalization", "[Network(4)] [LayerNorm] [Dense(3)] [[|Dense(2)|]]" + Class, "[Network(4)] [Dense(3)] [LayerNorm] [Dense(2)]" + Class),
        Case("NG0052", "two vectors of 65 inputs", "[Network(65, [|Unroll = Unroll.Full|])] [Dense(32)]" + Class, "[Network(64, Unroll = Unroll.Full)] [Dense(32)]" + Class),
        Case("NG0052", "the second layer", "[Network(4, [|Unroll = Unroll.Full|])] [Dense(129, Activation.ReLU)] [Dense(1)]" + Class, "[Network(4, Unroll = Unroll.None)] [Dense(129, Activation.ReLU)] [Dense(1)]" + Class),
        Case("NG0051", "ReLU at zero", "[Network(4)] [Dense(3, Activation.ReLU, [|Initializer = Initializer.Zeros|])] [Dense(2)]" + Class, "[Network(4)] [Dense(3, Activation.Tanh, Initializer = Initializer.Zeros)] [Dense(2)]" + Class),
        Case("NG0051", "a leak of zero", "[Network(4)] [Dense(3, Activation.LeakyReLU, Alpha = 0, [|Initializer = Initializer.Zeros|])] [Dense(2)]" + Class, "[Network(4)] [Dense(3, Activation.LeakyReLU, Initializer = Initializer.Zeros)] [Dense(2)]" + Class),
        Case("NG0051", "ReLU behind tanh", "[Network(4)] [Dense(3, Activation.Tanh, [|Initializer = Initializer.Zeros|])] [Activation(Activation.ReLU)] [Dense(2)]" + Class, "[Network(4)] [Dense(3, Activation.Sigmoid, Initializer = Initializer.Zeros)] [Activation(Activation.ReLU)] [Dense(2)]" + Class),
        Case("NG0051", "ReLU without a skip connection", "[Network(3)] [Dense(3, [|Initializer = Initializer.Zeros|])] [Activation(Activation.ReLU)] [Dense(2)]" + Class, "[Network(3)] [Dense(3, Initializer = Initializer.Zeros)] [Residual(0)] [Activation(Activation.ReLU)] [Dense(2)]" + Class),
        Case("NG0051", "both layers of tanh", "[Network(4)] [Dense(3, Activation.Tanh, [|Initializer = Initializer.Zeros|])] [Dense(2, Initializer = Initializer.Zeros)]" + Class, "[Network(4)] [Dense(3, Activation.Tanh)] [Dense(2, Initializer = Initializer.Zeros)]" + Class),
        Case("NG0051", "both layers of sigmoids", "[Network(4)] [Dense(2, Activation.Sigmoid, [|Initializer = Initializer.Zeros|])] [Dense(2, Initializer = Initializer.Zeros)]" + Class, "[Network(4)] [Dense(1, Activation.Sigmoid, Initializer = Initializer.Zeros)] [Dense(2, Initializer = Initializer.Zeros)]" + Class),
    ];
}
