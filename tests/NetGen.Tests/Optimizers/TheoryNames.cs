using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests.Optimizers;

/// <summary>Rows of one text each.</summary>
internal sealed class TheoryNames : TheoryData<string>
{
    public TheoryNames(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            Add(name);
        }
    }
}
