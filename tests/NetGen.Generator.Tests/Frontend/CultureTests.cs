using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>The culture of the machine that compiles has no say in what is generated or reported.</summary>
public sealed class CultureTests
{
    private const string Networks =
        """
        using NetGen;

        [Network(4, Loss = Loss.Huber, HuberDelta = 0.75f)]
        [Dense(5, Activation.ELU, Alpha = 1234.5f)]
        [Activation(Activation.LeakyReLU, Alpha = 1e-7f)]
        [Dense(2)]
        partial class Net { }

        [Network(-1234567)]
        [Dense(5, Activation.ELU, Alpha = -0.5f)]
        partial class Wrong { }
        """;

    [Fact]
    public void Culture_ChangesNothing()
    {
        GeneratorRun expected = GeneratorDriverHelper.Run(Networks);
        Assert.Equal(2, expected.Sources.Count);
        string[] messages = Messages(expected);
        Assert.Contains(messages, m => m.Contains("-1234567", System.StringComparison.Ordinal));
        Assert.Contains(messages, m => m.Contains("-0.5f", System.StringComparison.Ordinal));
        Cultures.UnderEach(() =>
        {
            GeneratorRun run = GeneratorDriverHelper.Run(Networks);
            Assert.Equal(expected.Sources, run.Sources);
            Assert.Equal(messages, Messages(run));
        });
    }

    private static string[] Messages(GeneratorRun run) => [.. run.Diagnostics.Select(d => d.GetMessage(null))];
}
