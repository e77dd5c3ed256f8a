using System;
using System.IO;
using System.Text;
using NetGen;

namespace Planar;

/// <summary>Draws the regions that the network tells apart, and the points it learnt from.</summary>
internal static class BoundaryPlot
{
    private const int Columns = 76;
    private const int Lines = 34;
    private const float Reach = 4.6f;

    public static void Write(TextWriter writer, PlanarNet network, Dataset data)
    {
        // All cells of the plot in one batch.
        float[] points = new float[Lines * Columns * 2];
        for (int cell = 0; cell < Lines * Columns; cell++)
        {
            points[2 * cell] = ToCoordinate(cell % Columns, Columns);
            points[(2 * cell) + 1] = -ToCoordinate(cell / Columns, Lines);
        }

        float[] probabilities = new float[Lines * Columns];
        network.Forward(points, probabilities);
        char[] cells = Array.ConvertAll(probabilities, p => p > 0.5f ? '.' : ' ');
        for (int row = 0; row < data.Rows; row++)
        {
            int column = ToCell(data.Features[2 * row], Columns);
            int line = ToCell(-data.Features[(2 * row) + 1], Lines);
            cells[(line * Columns) + column] = data.Labels[row] == 1 ? 'o' : 'x';
        }

        var text = new StringBuilder();
        for (int line = 0; line < Lines; line++)
        {
            text.Append("  ").Append(new string(cells, line * Columns, Columns).TrimEnd()).Append('\n');
        }

        writer.Write(text);
        writer.WriteLine("  x, o: the points; dots: where the network says o.");
    }

    private static float ToCoordinate(int cell, int count) => ((cell + 0.5f) / count * 2 * Reach) - Reach;

    private static int ToCell(float coordinate, int count) => Math.Clamp((int)((coordinate + Reach) / (2 * Reach) * count), 0, count - 1);
}
