using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <content>The list of layers, and the numbers in it.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NoLayer = Error(
        "NG0020",
        "Network has no layer",
        "The network '{0}' has no layer: add layer attributes below [Network], such as [Dense(8, Activation.ReLU)]",
        "Layers are the layer attributes of the declaration that carries [Network].");

    public static readonly DiagnosticDescriptor LayerWithoutNetwork = Error(
        "NG0021",
        "Layer without a network",
        "'{0}' has layer attributes but no [Network]: add [Network(inputs)] above them",
        "Layer attributes mean nothing by themselves; [Network] states the number of inputs and makes the class a network.");

    public static readonly DiagnosticDescriptor LayersSpread = Error(
        "NG0022",
        "Layers are spread over several partial declarations",
        "This layer of '{0}' is not on the declaration that carries [Network]: move it there, because the order of layers in several declarations is undefined",
        "Layers apply in source order, and C# defines no order between the parts of a partial class.");

    public static readonly DiagnosticDescriptor UnknownLayer = Error(
        "NG0023",
        "Layer is unknown to the generator",
        "The generator does not know the layer '{0}': use the layer attributes of the NetGen namespace",
        "Each layer is compiled by the generator, so a class derived from LayerAttribute elsewhere cannot add one.");

    public static readonly DiagnosticDescriptor NothingToTrain = Error(
        "NG0024",
        "Network has nothing to train",
        "The network '{0}' has no parameters: add a layer that has some, such as [Dense(8)]",
        "Activation layers have no parameters; a network of nothing else cannot learn.");

    public static readonly DiagnosticDescriptor ResidualWidthsDiffer = Error(
        "NG0025",
        "Residual connects layers of different widths",
        "{0} {1} units, but the layer before this has {2}: give both the same number, because a residual adds them one by one",
        "A residual adds two outputs unit by unit.");

    public static readonly DiagnosticDescriptor StandardizeWithoutNetwork = Error(
        "NG0028",
        "Standardized inputs without a network",
        "'{0}' has [Standardize] but no [Network]: add [Network(inputs)] and layers",
        "[Standardize] scales the inputs of a network, and means nothing by itself.");

    public static readonly DiagnosticDescriptor SizeNotPositive = Error(
        "NG0030",
        "Size is not positive",
        "'{0}' is {1}: it must be at least 1",
        "The number of inputs and the number of units of a layer are sizes of arrays, at least 1.");

    public static readonly DiagnosticDescriptor SizeTooLarge = Error(
        "NG0031",
        "Size is too large",
        "'{0}' is {1}: it must be at most 1048576",
        "A layer of more than 2^20 inputs or units is beyond what generated code is made for.");

    public static readonly DiagnosticDescriptor TooManyParameters = Error(
        "NG0032",
        "Network has too many parameters",
        "With this layer the network '{0}' has {1} parameters (padding included), but at most 1000000000 fit: use fewer units",
        "All parameters lie in one array, and the length of an array is a 32-bit number.");

    public static readonly DiagnosticDescriptor MaxStackBytesOutOfRange = Error(
        "NG0033",
        "MaxStackBytes is out of range",
        "'MaxStackBytes' is {0}: it must be from 0 to 524288",
        "0 keeps all scratch memory off the stack. More than 512 KB could overflow the 1 MB stack of a thread.");

    public static readonly DiagnosticDescriptor AlphaOutOfRange = Error(
        "NG0034",
        "Alpha is out of range",
        "'Alpha' is {0}: it must be a finite number of at least 0",
        "Alpha is the slope (LeakyReLU) or scale (ELU) for negative values.");

    public static readonly DiagnosticDescriptor HuberDeltaOutOfRange = Error(
        "NG0035",
        "HuberDelta is out of range",
        "'HuberDelta' is {0}: it must be a finite number greater than 0",
        "HuberDelta is the error at which the Huber loss turns from square to line.");

    public static readonly DiagnosticDescriptor UndefinedEnumValue = Error(
        "NG0036",
        "Enum value is undefined",
        "{0} is not a value of '{1}': use one of its named members",
        "A number cast to the enum names no function, loss or initializer.");

    public static readonly DiagnosticDescriptor EpsilonOutOfRange = Error(
        "NG0037",
        "Epsilon is out of range",
        "'Epsilon' is {0}: it must be a finite number greater than 0",
        "Epsilon is added to a variance that a normalization divides by, and the variance can be zero.");

    public static readonly DiagnosticDescriptor ResidualFromOutOfRange = Error(
        "NG0038",
        "Residual starts at no earlier layer",
        "'from' is {0} in layer {1}: it must be 0 for the inputs, or the position of a layer before the one right before this",
        "A residual adds the output of an earlier layer to that of the layer right before it.");

    public static readonly DiagnosticDescriptor PenaltyOutOfRange = Error(
        "NG0039",
        "Penalty is out of range",
        "'{0}' is {1}: it must be a finite number of at least 0",
        "L1 and L2 scale what the weights of the layer add to the loss.");

    public static readonly DiagnosticDescriptor MomentumOutOfRange = Error(
        "NG0060",
        "Momentum is out of range",
        "'Momentum' is {0}: it must be greater than 0 and at most 1",
        "Momentum is the part of each batch in the running statistics of a batch normalization: 0 would never change them.");

    public static readonly DiagnosticDescriptor LabelSmoothingOutOfRange = Error(
        "NG0064",
        "LabelSmoothing is out of range",
        "'LabelSmoothing' is {0}: it must be at least 0 and less than 1",
        "LabelSmoothing is the part of a target that goes to all classes alike; all of it would leave nothing to learn.");

    public static readonly DiagnosticDescriptor RateOutOfRange = Error(
        "NG0065",
        "Rate is out of range",
        "'rate' is {0}: it must be at least 0 and less than 1",
        "The rate of a dropout is the probability of a value to be dropped, and those that are kept are divided by 1 - rate.");
}
