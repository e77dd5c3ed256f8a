using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>The layers of a network as a table: tensors, parameters, multiply-adds.</summary>
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
                html.Element("th", "tensors");
                html.Element("th", "parameters", ("class", "number"));
                html.Element("th", "multiply-adds a row", ("class", "number"));
            });
            foreach (IGrouping<string, TensorDescription> layer in network.Tensors.GroupBy(tensor => tensor.Name.Split('.')[0]))
            {
                Row(html, layer.Key, string.Join(", ", layer.Select(Shape)), layer);
            }

            Row(html, "total", "", network.Tensors);
        }), ("class", "scroll"));
    }

    private static void Row(ReportWriter html, string name, string tensors, IEnumerable<TensorDescription> group) => html.Element("tr", () =>
    {
        html.Element("th", name);
        html.Element("td", tensors);
        html.Element("td", ReportWriter.Whole(group.Sum(tensor => (long)tensor.Length)), ("class", "number"));

        // A matrix multiplies each of its elements once a row; a vector is added.
        html.Element("td", ReportWriter.Whole(group.Where(tensor => tensor.Shape.Count == 2).Sum(tensor => (long)tensor.Length)), ("class", "number"));
    });

    private static string Shape(TensorDescription tensor) => $"{tensor.Name[(tensor.Name.IndexOf('.') + 1)..]} [{string.Join(", ", tensor.Shape)}]";
}
