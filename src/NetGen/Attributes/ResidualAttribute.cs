namespace NetGen;

/// <summary>
/// A skip connection: <c>y = x + the output of an earlier layer</c>, which has as many units as x. No parameters. The gradient of y goes into both.
/// He, Zhang, Ren and Sun, 2016.
/// </summary>
public sealed class ResidualAttribute : LayerAttribute
{
    /// <summary>Declares a skip connection.</summary>
    /// <param name="from">
    /// The position in the attribute list of the layer whose output is added, as in <c>layer1.weight</c>; 0 for the network's inputs. It lies before
    /// the layer that comes right before this one.
    /// </param>
    public ResidualAttribute(int from) => From = from;

    /// <summary>The position of the layer whose output is added; 0 for the network's inputs.</summary>
    public int From { get; }
}
