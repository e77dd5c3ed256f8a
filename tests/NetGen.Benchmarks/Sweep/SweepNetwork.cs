using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen.Benchmarks;

/// <summary>A network of the sweep: dense layers with ReLU between them.</summary>
/// <param name="Shape">What the width changes.</param>
/// <param name="Width">The width.</param>
/// <param name="Sizes">Inputs, then the units of each layer.</param>
internal sealed record SweepNetwork(string Shape, int Width, IReadOnlyList<int> Sizes)
{
    private const int Small = 8;
    private static readonly int[] Wide =
    [
        44, 47, 48, 49, 52, 56, 60, 63, 64, 65, 72, 80, 88, 95, 96, 97, 104, 112, 120, 127, 128, 129, 144, 159, 160, 161, 176, 191, 192, 193, 208, 224, 240, 255, 256,
        257, 272, 288, 299, 300,
    ];

    private static readonly int[] DeepWidths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 17, 18, 20, 24, 28, 31, 32, 33, 40, 48, 49, 56, 64, 65, 80, 96, 97, 112, 128];

    /// <summary>All networks, shape by shape, the narrowest first.</summary>
    public static IEnumerable<SweepNetwork> All()
    {
        int[] widths = [.. Enumerable.Range(1, 40), .. Wide];
        return
        [
            .. widths.Select(w => new SweepNetwork("square", w, [w, w])),
            .. widths.Select(w => new SweepNetwork("out", w, [Small, w])),
            .. widths.Select(w => new SweepNetwork("in", w, [w, Small])),
            .. widths.Select(w => new SweepNetwork("two", w, [w, w, w])),
            .. DeepWidths.Select(w => new SweepNetwork("deep", w, [w, w, w, w, w, w, w, w, w])),
        ];
    }

    /// <summary>Of one row.</summary>
    public int MultiplyAdds => Sizes.Zip(Sizes.Skip(1), (inputs, units) => inputs * units).Sum();

    /// <summary>Of the class.</summary>
    public string Name => $"{char.ToUpperInvariant(Shape[0])}{Shape[1..]}{Width.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The declaration.</summary>
    public string ToSource()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"[NetGen.Network({Sizes[0]})] ");
        for (int layer = 1; layer < Sizes.Count; layer++)
        {
            text.Append(CultureInfo.InvariantCulture, $"[NetGen.Dense({Sizes[layer]}{(layer + 1 < Sizes.Count ? ", NetGen.Activation.ReLU" : "")})] ");
        }

        return text.Append(CultureInfo.InvariantCulture, $"public sealed partial class {Name};\n").ToString();
    }
}
