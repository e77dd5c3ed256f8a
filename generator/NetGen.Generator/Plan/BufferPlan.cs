using System;
using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>A value's place in scratch.</summary>
/// <param name="Value">The value.</param>
/// <param name="Offset">In floats, for one row; a block multiplies it by its rows.</param>
internal sealed record BufferPlacement(Value Value, int Offset);

/// <summary>
/// Which value lies where in scratch: a value holds its place from the kernel that writes it to the last that reads it, then the place is free again.
/// </summary>
internal sealed record BufferPlan(EquatableArray<BufferPlacement> Placements, int Width)
{
    /// <param name="kernels">In the order they run.</param>
    /// <param name="given">Values that are in scratch before the first kernel.</param>
    /// <param name="keep">A value that is read after the last kernel, if any.</param>
    /// <param name="widthOf">Floats that a value takes in one row.</param>
    /// <param name="elsewhere">Values that need no place here, if any.</param>
    public static BufferPlan Of(
        IReadOnlyList<Kernel> kernels, IReadOnlyList<Value> given, Value? keep, Func<Value, int> widthOf, ICollection<Value>? elsewhere = null)
    {
        var lastUse = new Dictionary<Value, int>();
        for (int i = 0; i < kernels.Count; i++)
        {
            foreach (Value value in kernels[i].Reads)
            {
                lastUse[value] = i;
            }

            foreach (Value value in kernels[i].Writes)
            {
                lastUse[value] = i;
            }
        }

        if (keep is not null)
        {
            lastUse[keep] = kernels.Count;
        }

        var live = new List<BufferPlacement>();
        var all = new List<BufferPlacement>();
        int total = 0;

        void Place(Value value, int offset)
        {
            var placement = new BufferPlacement(value, offset);
            live.Add(placement);
            all.Add(placement);
            total = Math.Max(total, offset + widthOf(value));
        }

        foreach (Value value in given)
        {
            if (lastUse.ContainsKey(value) && elsewhere?.Contains(value) != true)
            {
                Place(value, FirstFit(live, widthOf(value), widthOf));
            }
        }

        for (int i = 0; i < kernels.Count; i++)
        {
            Kernel kernel = kernels[i];
            for (int w = 0; w < kernel.Writes.Count; w++)
            {
                Value value = kernel.Writes[w];
                if (elsewhere?.Contains(value) == true)
                {
                    continue;
                }

                BufferPlacement? source = w == 0 && kernel.InPlace ? live.Find(p => p.Value == kernel.Reads[0]) : null;
                if (source is not null && lastUse[source.Value] == i)
                {
                    live.Remove(source);
                    Place(value, source.Offset);
                }
                else
                {
                    Place(value, FirstFit(live, widthOf(value), widthOf));
                }
            }

            live.RemoveAll(p => lastUse[p.Value] <= i);
        }

        return new BufferPlan(new EquatableArray<BufferPlacement>(all), total);
    }

    public int OffsetOf(Value value)
    {
        foreach (BufferPlacement placement in Placements)
        {
            if (placement.Value == value)
            {
                return placement.Offset;
            }
        }

        throw new ArgumentException($"{value} has no place in scratch.", nameof(value));
    }

    private static int FirstFit(List<BufferPlacement> live, int width, Func<Value, int> widthOf)
    {
        live.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        int offset = 0;
        foreach (BufferPlacement placement in live)
        {
            if (placement.Offset - offset >= width)
            {
                break;
            }

            offset = Math.Max(offset, placement.Offset + widthOf(placement.Value));
        }

        return offset;
    }
}
