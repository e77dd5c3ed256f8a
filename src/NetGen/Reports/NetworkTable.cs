using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>The layers of a network as a table: shapes, parameters, multiply-adds; and the memory of its calls.</summary>
internal static class NetworkTable
{
    internal static void Write(ReportWriter html, NetworkDescription network)
    {
        html.Element("h2", "Network");
        html.Element(
            "p",
            $"{network.Name}: {ReportWriter.Whole(network.InputSize)} inputs, {ReportWriter.Whole(network.OutputSize)} outputs, loss {network.Loss}; "
            + $"{ReportWriter.Whole((long)network.ParameterStorage * sizeof(float))} bytes of parameters, padding included.");
        html.Element("div", () => html.Element("table", () =>
        {
            html.Element("tr", () =>
            {
                html.Element("th", "layer");
                html.Element("th", "kind");
                html.Element("th", "shape");
                html.Element("th", "tensors");
                html.Element("th", "parameters", ("class", "number"));
                html.Element("th", "multiply-adds a row", ("class", "number"));
            });
            foreach (LayerDescription layer in Layers(network))
            {
                string shape = layer.OutputSize == 0 ? "" : $"{ReportWriter.Whole(layer.InputSize)} to {ReportWriter.Whole(layer.OutputSize)}";
                Row(html, layer.Name, layer.Summary, shape, [.. network.Tensors.Where(tensor => LayerOf(tensor) == layer.Name)]);
            }

            Row(html, "total", "", "", network.Tensors, listed: false);
        }), ("class", "scroll"));
        if (network.Layers.Count > 0)
        {
            html.Element("div", () => html.Element("table", () =>
            {
                html.Row("stack bytes, Forward of a few rows", Stack(network.OneRowStackBytes));
                html.Row("stack bytes, Forward of many rows", Stack(network.ForwardStackBytes));
                html.Row("stack bytes, Backward", Stack(network.BackwardStackBytes));
            }), ("class", "scroll"));
        }
    }

    /// <summary>A network that somebody wrote by hand may describe its tensors only.</summary>
    private static IEnumerable<LayerDescription> Layers(NetworkDescription network) => network.Layers.Count > 0
        ? network.Layers
        : network.Tensors.Select(LayerOf).Distinct().Select(name => new LayerDescription(name, "", 0, 0));

    private static void Row(
        ReportWriter html, string name, string kind, string shape, IReadOnlyList<TensorDescription> tensors, bool listed = true) => html.Element("tr", () =>
    {
        html.Element("th", name);
        html.Element("td", kind);
        html.Element("td", shape);
        html.Element("td", listed ? string.Join(", ", tensors.Select(Shape)) : "");
        html.Element("td", ReportWriter.Whole(tensors.Sum(tensor => (long)tensor.Length)), ("class", "number"));

        // A matrix multiplies each of its elements once a row; a vector is added.
        html.Element("td", ReportWriter.Whole(tensors.Where(tensor => tensor.Shape.Count == 2).Sum(tensor => (long)tensor.Length)), ("class", "number"));
    });

    private static string LayerOf(TensorDescription tensor) => tensor.Name.Split('.')[0];

    private static string Shape(TensorDescription tensor) => $"{tensor.Name[(tensor.Name.IndexOf('.') + 1)..]} [{string.Join(", ", tensor.Shape)}]";

    private static string Stack(int bytes) => bytes == 0 ? "0, memory of the instance instead" : ReportWriter.Whole(bytes);
}
