using NetGen;
using NetGen.CheckpointHost;

// Until it is killed: a test does that.
HostTraining.Run(int.MaxValue, new Checkpoint(args[0]) { Resume = true });
