using System;

namespace NetGen;

/// <summary>Whole numbers, equally likely.</summary>
internal sealed class IntegerRange : SearchRange<int>
{
    private readonly int _low;
    private readonly int _count;

    internal IntegerRange(string name, int low, int high)
        : base(name)
    {
        long count = (long)high - low + 1;
        if (count is < 1 or > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"The range of '{name}' ends at {low} or above and has fewer than 2^31 values.");
        }

        _low = low;
        _count = (int)count;
    }

    internal override SearchValue Draw(ref Xoshiro256 random) => At(random.NextInt(_count));

    internal override SearchValue[] Grid(int points)
    {
        int count = Math.Min(points, _count);
        SearchValue[] values = new SearchValue[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = At(count == 1 ? (_count - 1) / 2 : (int)((long)i * (_count - 1) / (count - 1)));
        }

        return values;
    }

    private SearchValue At(int index) => new(_low + index, SearchText.Of(_low + index));
}
