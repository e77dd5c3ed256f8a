using System;

namespace NetGen.Tests.Training;

/// <summary>Calls back at once, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class Report(Action<EpochReport> action) : IProgress<EpochReport>
{
    void IProgress<EpochReport>.Report(EpochReport value) => action(value);
}
