extern alias Runtime;

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>The catalogue, the enum and the runtime's functions tell the same story.</summary>
public sealed class ActivationCatalogueTests
{
    private const float Alpha = 0.3f;

    /// <summary>Linear adds no op, so the runtime has no function for it.</summary>
    public static TheoryData<string> Functions => [.. ActivationCatalogue.All.Where(a => a.Function != Activation.Linear).Select(a => a.Function.ToString())];

    [Fact]
    public void EveryActivation_IsInTheCatalogueOnce()
    {
        IEnumerable<Activation> expected = Enum.GetValues<Activation>().Where(a => a != Activation.Softmax);
        Assert.Equal(expected.Order(), ActivationCatalogue.All.Select(a => a.Function).Order());
    }

    [Fact]
    public void Softmax_IsNotElementwise() => Assert.Throws<KeyNotFoundException>(() => ActivationCatalogue.Get(Activation.Softmax));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Runtime_HasTheFunction_WithAnAlphaWhereTheCatalogueSaysSo(string name)
    {
        ActivationFunction function = ActivationCatalogue.Get(Enum.Parse<Activation>(name));
        foreach (string method in new[] { "Invoke", "Derivative" })
        {
            ParameterInfo[] parameters = Method(name, method).GetParameters();
            Assert.Equal(function.HasAlpha ? ["Single", "Single"] : ["Single"], parameters.Select(p => p.ParameterType.Name));
            Assert.Equal(function.HasAlpha, parameters[^1].Name == "alpha");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Derivative_TakesTheValueThatTheCatalogueNames(string name)
    {
        var model = new ActivationModel(Enum.Parse<Activation>(name), Alpha);
        ActivationFunction function = ActivationCatalogue.Get(model.Function);
        foreach (float z in new[] { -4.5f, -2.25f, -0.75f, -0.1f, 0.2f, 0.6f, 1.7f, 3.5f })
        {
            float saved = function.DerivativeFrom == DerivativeSource.Input ? z : Call(function, "Invoke", z);
            Assert.Equal(ActivationReference.Derivative(model, z), Call(function, "Derivative", saved), 2e-6);
        }
    }

    private static float Call(ActivationFunction function, string method, float value) =>
        (float)Method(function.Function.ToString(), method).Invoke(null, function.HasAlpha ? [value, Alpha] : [value])!;

    private static MethodInfo Method(string name, string method)
    {
        Type type = typeof(Runtime::NetGen.INetwork).Assembly.GetType($"NetGen.Numerics.{name}", throwOnError: true)!;
        return type.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!
            .MakeGenericMethod(typeof(Runtime::NetGen.Numerics.SimdScalar), typeof(float));
    }
}
