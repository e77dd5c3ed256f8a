using System;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Every kind of layer that a user can declare is one that the compiler knows.</summary>
public sealed class LayerCatalogueTests
{
    [Fact]
    public void EveryLayerModel_HasExactlyOneKind()
    {
        Type[] models = [.. typeof(LayerModel).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerModel)))];
        Assert.NotEmpty(models);
        Assert.All(models, type =>
        {
            var model = (LayerModel)RuntimeHelpers.GetUninitializedObject(type);
            Assert.Same(Assert.Single(LayerCatalogue.All, kind => kind.Handles(model)), LayerCatalogue.Get(model));
        });
    }

    [Fact]
    public void EveryKind_IsInTheCatalogue() => Assert.Equal(
        typeof(LayerKind).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerKind))).Select(t => t.Name).Order(),
        LayerCatalogue.All.Select(kind => kind.GetType().Name).Order());
}
