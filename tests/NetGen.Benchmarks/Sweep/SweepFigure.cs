using System;
using System.Collections.Generic;

namespace NetGen.Benchmarks;

/// <summary>What a width costs in one bench.</summary>
/// <param name="Bench">A: one row; F32: 32 rows; B32: a training step of 32.</param>
/// <param name="Network">The network.</param>
/// <param name="Nanoseconds">Of one call, the least of several.</param>
internal sealed record SweepFigure(string Bench, SweepNetwork Network, double Nanoseconds)
{
    /// <summary>Up to this width a multiply-add is not what a call costs, so times are compared as they are.</summary>
    private const int Narrow = 16;

    /// <summary>Forward, one row: a multiply-add for each weight. Many rows: as often; training takes up to three for each.</summary>
    public double PerMultiplyAdd => Nanoseconds / ((Bench == "A" ? 1.0 : 32.0) * Network.MultiplyAdds);

    /// <summary>
    /// How much dearer than the next wider network: of a narrow one the time, else the time of a multiply-add. A register that is filled to a small
    /// part makes the first width past it dear against narrower ones; against a wider one nothing excuses it.
    /// </summary>
    public double Jump(SweepFigure wider) =>
        Network.Width <= Narrow ? Nanoseconds / wider.Nanoseconds : PerMultiplyAdd / wider.PerMultiplyAdd;

    /// <summary>How much dearer a multiply-add is than at the next narrower width.</summary>
    public double Rise(SweepFigure narrower) => PerMultiplyAdd / narrower.PerMultiplyAdd;

    /// <summary>The figures that are compared: neighbours of one bench and shape.</summary>
    public static IEnumerable<(SweepFigure Narrower, SweepFigure Wider)> Neighbours(IReadOnlyList<SweepFigure> figures)
    {
        for (int i = 1; i < figures.Count; i++)
        {
            (SweepFigure narrower, SweepFigure wider) = (figures[i - 1], figures[i]);
            if (narrower.Bench == wider.Bench && narrower.Network.Shape == wider.Network.Shape)
            {
                yield return (narrower, wider);
            }
        }
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Bench},{Network.Shape},{Network.Width},{Network.MultiplyAdds},{Nanoseconds:F2},{PerMultiplyAdd:F4}");
}
