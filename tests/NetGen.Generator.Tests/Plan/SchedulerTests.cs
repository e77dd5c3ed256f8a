extern alias Runtime;

using System;
using System.Collections.Generic;
using System.Linq;
using Runtime::NetGen.Numerics;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Tiles cover what they are to cover once, and stay within registers and method sizes.</summary>
public sealed class SchedulerTests
{
    private const int Registers = 16;
    private const int WideRegisters = 32;
    private const int Most = 600;

    /// <summary>The compiler can't see the runtime, whose buffers have room for so many logits.</summary>
    [Fact]
    public void LimitsOfSoftmax_AreThoseOfTheRuntime()
    {
        Assert.Equal(SmallSoftmax.MaxCount, Scheduler.SmallSoftmax);
        Assert.Equal(SoftmaxRows.MaxCount, Scheduler.RowsSoftmax);
    }

    [Fact]
    public void BlockTiles_CoverEachUnitOnce_AndFitTheRegisters()
    {
        for (int count = 1; count <= Most; count++)
        {
            Assert.Equal(Enumerable.Range(0, count), Scheduler.Rows(count).SelectMany(Covered));
            Assert.All(Scheduler.Rows(count), tile => Assert.InRange((tile.Step * 2) + 2 + 1, 5, Registers));
        }
    }

    [Fact]
    public void GradientTiles_CoverEachWeightOnce_AndFitTheRegisters()
    {
        foreach (int units in Enumerable.Range(1, Most).Select(Padded).Distinct())
        {
            foreach (int inputs in new[] { 1, 2, 5, 6, 7, 11, 12, 13, 23, 24, 25, Most })
            {
                EquatableArray<ColumnTile> columns = Scheduler.Columns(inputs, units);
                foreach (int lanes in Lanes(units))
                {
                    Assert.Equal(Enumerable.Range(0, units), columns.SelectMany(c => Covered(c.Start, c.End, c.Vectors, lanes)));
                }

                foreach (ColumnTile column in columns)
                {
                    Assert.Equal(Enumerable.Range(0, inputs), column.InputTiles.SelectMany(Covered));
                    Assert.All(column.InputTiles, tile => Assert.InRange((tile.Step * column.Vectors) + column.Vectors + 1, 3, Registers));
                }
            }
        }
    }

    [Fact]
    public void RowTiles_CoverEachUnitOnce_AtEveryWidth()
    {
        for (int units = 1; units <= Most; units++)
        {
            int padded = Padded(units);
            RowSchedule schedule = Row(17, padded);
            foreach (int lanes in Lanes(padded))
            {
                Assert.Equal(Enumerable.Range(0, padded), schedule.Tiles.SelectMany(t => Covered(t.Start, t.End, t.Vectors, lanes)));
            }
        }
    }

    [Fact]
    public void RowTiles_FitTheRegistersAndTheInputs()
    {
        foreach (int units in Enumerable.Range(1, Most).Select(Padded).Distinct())
        {
            for (int inputs = 1; inputs <= Most; inputs++)
            {
                Assert.All(Row(inputs, units).Tiles, tile =>
                {
                    Assert.InRange(tile.Vectors * tile.Streams, 1, Registers);
                    Assert.InRange(tile.Streams, 1, inputs);
                });
            }
        }
    }

    [Fact]
    public void WideRowTiles_CoverEachUnitOnce_FitTheWideRegisters_AndAddUpAsTheOthersDo()
    {
        foreach (int units in Enumerable.Range(1, Most).Select(Padded).Distinct())
        {
            RowSchedule schedule = Row(200, units);
            if (schedule.WideTiles.Count > 0)
            {
                Assert.Equal(Enumerable.Range(0, units), schedule.WideTiles.SelectMany(t => Covered(t.Start, t.End, t.Vectors, 16)));
                Assert.All(schedule.WideTiles, tile => Assert.InRange((tile.Vectors * tile.Streams) + 2, 1, WideRegisters));
                Assert.Equal(Streams(schedule.Tiles), Streams(schedule.WideTiles));
            }
        }

        // For each unit: its sum is split in so many parts.
        static IEnumerable<int> Streams(EquatableArray<RowTile> tiles) => tiles.SelectMany(t => Enumerable.Repeat(t.Streams, t.End - t.Start));
    }

    [Fact]
    public void RowsOfWeights_AreReadInOnePiece_WhereTheRegistersAllow()
    {
        RowTile tile = Assert.Single(Row(300, 304).WideTiles);
        Assert.Equal((0, 304, 19, 1), (tile.Start, tile.End, tile.Vectors, tile.Streams));
    }

    [Fact]
    public void UnrolledMethods_StayWithinTheLimit()
    {
        foreach (int units in Enumerable.Range(1, Most).Select(Padded).Distinct())
        {
            for (int inputs = 1; inputs <= Most; inputs++)
            {
                RowSchedule schedule = Row(inputs, units);
                Assert.Equal(Statements(schedule, inputs) <= 128, schedule.Unrolled);
            }
        }
    }

    [Fact]
    public void Unroll_IsTheUsersChoice_WithinTheLimit()
    {
        int inlined = 0;
        Assert.False(Scheduler.Row(4, 16, activationCost: 0, Unroll.None, ref inlined).Unrolled);
        Assert.True(Scheduler.Row(4, 16, activationCost: 0, Unroll.Full, ref inlined).Unrolled);
        Assert.True(Scheduler.Row(128, 16, activationCost: 0, Unroll.Full, ref inlined).Unrolled);
        Assert.False(Scheduler.Row(129, 16, activationCost: 0, Unroll.Full, ref inlined).Unrolled);
        Assert.Contains("129 multiply-adds, limit 128", Scheduler.Row(129, 16, activationCost: 0, Unroll.Full, ref inlined).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void InlinedLayers_OfOnePass_StayWithinTheLimit()
    {
        foreach (Architecture architecture in TestNetworks.Random(seed: 31, count: 300))
        {
            DenseKernel[] inlined = [.. architecture.Plan().Row.Kernels.OfType<DenseKernel>().Where(k => k.Row!.Inlined)];
            Assert.InRange(inlined.Sum(Operations), 0, 512);
        }
    }

    [Fact]
    public void SmallNetworks_AreInlinedWhole()
    {
        NetworkPlan plan = TestNetworks.Classifier(
            4, TestNetworks.Dense(8, Activation.ReLU), TestNetworks.Dense(8, Activation.ReLU), TestNetworks.Dense(3, Activation.Softmax)).Plan();
        Assert.All(plan.Row.Kernels.OfType<DenseKernel>(), kernel => Assert.True(kernel.Row is { Inlined: true, Unrolled: true }));
    }

    /// <summary>Units as a network whose widest layer has so many stores them.</summary>
    private static int Padded(int units) => units <= 4 ? 4 : units <= 8 ? 8 : ParameterLayout.RoundUp(units, 16);

    private static RowSchedule Row(int inputs, int paddedUnits)
    {
        int inlined = 0;
        return Scheduler.Row(inputs, paddedUnits, activationCost: 0, Unroll.Auto, ref inlined);
    }

    /// <summary>Multiply-adds in the text of the method.</summary>
    private static int Statements(RowSchedule schedule, int inputs) => schedule.Tiles.Sum(t => t.Vectors * inputs);

    /// <summary>Broadcasts, loads and multiply-adds, and the operations of the activation.</summary>
    private static int Operations(DenseKernel kernel) =>
        kernel.Row!.Tiles.Sum(t => ((2 * t.Vectors) + 1) * kernel.Inputs)
        + (kernel.Activation is null ? 0 : ActivationCatalogue.Get(kernel.Activation.Function).Cost);

    /// <summary>The numbers of lanes that a padded width is computed with.</summary>
    private static IEnumerable<int> Lanes(int padded) => new[] { 1, 4, 8, 16 }.Where(lanes => lanes <= padded);

    private static IEnumerable<int> Covered(Tile tile) => Covered(tile.Start, tile.End, tile.Step, 1);

    private static IEnumerable<int> Covered(int start, int end, int vectors, int lanes)
    {
        for (int j = start; j < end; j += vectors * lanes)
        {
            foreach (int k in Enumerable.Range(j, vectors * lanes))
            {
                yield return k;
            }
        }
    }
}
