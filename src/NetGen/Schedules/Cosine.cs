using System;

namespace NetGen;

/// <summary>The way from one number to another along half a cosine.</summary>
internal static class Cosine
{
    /// <summary><c>to + (from - to) * (1 + cos(pi * share)) / 2</c>, share from 0 to 1.</summary>
    internal static double Between(double from, double to, double share) => to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
