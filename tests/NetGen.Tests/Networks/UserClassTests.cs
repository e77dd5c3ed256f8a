using System;
using NetGen;
using Xunit;

namespace NetGen.Tests.Networks
{
    /// <summary>What the user's part of the class may hold, and where the class may stand.</summary>
    [Trait("Category", "Functional")]
    public sealed class UserClassTests
    {
        [Fact]
        public void MembersOfTheUsersPart_WorkBesideTheGeneratedOnes()
        {
            XorNet network = new(3, "xor");
            Assert.Equal("xor", network.Title);
            Assert.Equal(new XorNet(3).Parameters.ToArray(), network.Parameters.ToArray());
            Assert.Equal("XorNet: 2 in, 1 out, 17 parameters", network.ToString());
            float[] expected = new float[1];
            network.Forward([0.5f, -0.5f], expected);
            Assert.Equal(expected[0], Score(network));
            Assert.Equal("base", network.Origin);
            network.Title = "changed";
            Assert.Equal("changed", network.Title);
            Assert.Equal(4f, XorNet.Squared(2f));

            static float Score(IScorer scorer) => scorer.Score([0.5f, -0.5f]);
        }

        [Fact]
        public void UserMethods_CanTrainTheNetwork()
        {
            XorNet network = new(3);
            Assert.True(network.Learn(2000) < 0.05f);
            Assert.Equal([0, 1, 1, 0], (int[])[Answer(0, 0), Answer(0, 1), Answer(1, 0), Answer(1, 1)]);

            int Answer(float a, float b) => network.Score([a, b]) > 0.5f ? 1 : 0;
        }

        [Fact]
        public void NestedNetworks_WorkInEveryKindOfType()
        {
            AssertWorks(new OuterClass.InClass(1), 2);
            AssertWorks(new OuterClass.Middle<int>.InGeneric(1), 2);
            AssertWorks(new OuterStruct.InStruct(1), 2);
            AssertWorks(new OuterRecord.InRecord(1), 2);
            AssertWorks(new OuterRecordStruct.InRecordStruct(1), 2);
            AssertWorks(new IOuter.InInterface(1), 2);
            AssertWorks(new GlobalNet(1), 3);
            AssertWorks(new @class(1), 2);
        }

        [Fact]
        public void NetworksOfTheSameName_StayApart()
        {
            Assert.Equal(2, OuterClass.Same.InputSize);
            Assert.Equal(5, OuterStruct.Same.InputSize);
        }

        [Fact]
        public void UnsealedNetwork_CanBeABase()
        {
            DerivedNet network = new();
            Assert.Equal(new OpenNet(42).Parameters.ToArray(), network.Parameters.ToArray());
            AssertWorks(network, 2);
        }

        private static void AssertWorks(INetwork network, int inputs)
        {
            Assert.Equal(inputs, network.InputSize);
            TestBatch batch = new(network, 12);
            float[] gradients = new float[network.ParameterStorage];
            GradientDescent descent = new(0.05f);
            float first = network.Backward(batch.Inputs, batch.Targets, gradients);
            for (int step = 0; step < 20; step++)
            {
                network.Update(descent, gradients);
                network.Backward(batch.Inputs, batch.Targets, gradients);
            }

            Assert.True(network.ComputeLoss(batch.Inputs, batch.Targets) < first);
            Assert.Contains(gradients, g => g != 0);
        }
    }

    internal interface IScorer
    {
        float Score(ReadOnlySpan<float> inputs);
    }

    internal abstract class NamedModel
    {
        public string Origin { get; } = "base";

        public override string ToString() => $"{GetType().Name}: {Describe()}";

        protected abstract string Describe();
    }

    /// <summary>A base class, an interface, constructors, fields, properties, methods and constants of its own.</summary>
    [Network(2, Loss = Loss.BinaryCrossEntropy)]
    [Dense(4, Activation.Tanh)]
    [Dense(1, Activation.Sigmoid)]
    internal sealed partial class XorNet : NamedModel, IScorer
    {
        private const int Rows = 4;
        private static readonly float[] Inputs = [0, 0, 0, 1, 1, 0, 1, 1];
        private readonly float[] _targets = [0, 1, 1, 0];

        public XorNet(ulong seed, string title)
            : this(seed) => Title = title;

        public string Title { get; set; } = "untitled";

        public static float Squared(float value) => value * value;

        public float Score(ReadOnlySpan<float> inputs)
        {
            Span<float> output = stackalloc float[OutputSize];
            Forward(inputs, output);
            return output[0];
        }

        public float Learn(int steps)
        {
            float[] gradients = new float[ParameterStorage];
            Adam adam = new(0.05f);
            for (int step = 0; step < steps; step++)
            {
                Backward(Inputs, _targets, gradients);
                Update(adam, gradients);
            }

            Assert.Equal(Rows * OutputSize, _targets.Length);
            return ComputeLoss(Inputs, _targets);
        }

        protected override string Describe() => $"{InputSize} in, {OutputSize} out, {ParameterCount} parameters";
    }

    internal static partial class OuterClass
    {
        [Network(2)]
        [Dense(3, Activation.Tanh)]
        [Dense(1)]
        internal sealed partial class InClass;

        [Network(2)]
        [Dense(1)]
        internal sealed partial class Same;

        internal static partial class Middle<T>
        {
            [Network(2)]
            [Dense(3, Activation.Tanh)]
            [Dense(1)]
            internal sealed partial class InGeneric;
        }
    }

    internal partial struct OuterStruct
    {
        [Network(2)]
        [Dense(3, Activation.Tanh)]
        [Dense(1)]
        internal sealed partial class InStruct;

        [Network(5)]
        [Dense(1)]
        internal sealed partial class Same;
    }

    internal sealed partial record OuterRecord
    {
        [Network(2)]
        [Dense(3, Activation.Tanh)]
        [Dense(1)]
        internal sealed partial class InRecord;
    }

    internal readonly partial record struct OuterRecordStruct
    {
        [Network(2)]
        [Dense(3, Activation.Tanh)]
        [Dense(1)]
        internal sealed partial class InRecordStruct;
    }

    internal partial interface IOuter
    {
        [Network(2)]
        [Dense(3, Activation.Tanh)]
        [Dense(1)]
        internal sealed partial class InInterface;
    }

    [Network(2)]
    [Dense(3, Activation.Tanh)]
    [Dense(1)]
    internal sealed partial class @class;

    [Network(2)]
    [Dense(3, Activation.Tanh)]
    [Dense(1)]
    public partial class OpenNet;

    public sealed class DerivedNet() : OpenNet(42);
}

[Network(3)]
[Dense(3, Activation.Tanh)]
[Dense(1)]
internal sealed partial class GlobalNet;
