"""The networks of the benchmarks, their data, timing, and the plain double precision that every engine is held to."""
import os
import time

import numpy as np

RELU, TANH, SIGMOID, SOFTMAX, LINEAR = "relu", "tanh", "sigmoid", "softmax", "linear"
NETWORKS = {
    "tiny1": ([2, 4, 1], [TANH, SIGMOID]),
    "tiny2": ([4, 8, 8, 3], [RELU, RELU, SOFTMAX]),
    "rt1": ([1, 8, 8, 8, 8, 1], [TANH] * 4 + [LINEAR]),
    "rtc16": ([16, 16], [LINEAR]),
    "rtc32": ([32, 32], [LINEAR]),
    "rtc64": ([64, 64], [LINEAR]),
    "mlp64": ([64, 32, 10], [RELU, SOFTMAX]),
    "mlp256": ([64, 256, 256, 10], [RELU, RELU, SOFTMAX]),
    "mnist": ([784, 128, 10], [RELU, SOFTMAX]),
    "mnist2": ([784, 256, 128, 10], [RELU, RELU, SOFTMAX]),
}
TRAINED = ["tiny1", "tiny2", "mlp64", "mnist", "mnist2"]
ROWS = 2048
REPETITIONS = int(os.environ.get("NETGEN_BENCH_REPETITIONS") or 11)
# Calls from Python take microseconds: the repetitions must be longer than those of the compiled engines.
SECONDS = 3 * int(os.environ.get("NETGEN_BENCH_MILLISECONDS") or 6) / 1000


def selected(names):
    wanted = os.environ.get("NETGEN_BENCH_NET", "").split()
    return [name for name in names if not wanted or name in wanted]


def parameters(name):
    """Weights [inputs, outputs] and biases."""
    sizes, _ = NETWORKS[name]
    random = np.random.RandomState(1)
    weights, biases = [], []
    for inputs, outputs in zip(sizes, sizes[1:]):
        limit = np.sqrt(6 / (inputs + outputs))
        weights.append(random.uniform(-limit, limit, (inputs, outputs)).astype(np.float32))
        biases.append(random.uniform(-0.1, 0.1, outputs).astype(np.float32))
    return weights, biases


def data(name):
    """Inputs from -1 to 1, and labels that can be learnt from the first input."""
    sizes, _ = NETWORKS[name]
    classes = max(sizes[-1], 2)
    x = np.random.RandomState(2).uniform(-1, 1, (ROWS, sizes[0])).astype(np.float32)
    return x, ((x[:, 0] + 1) / 2 * classes).astype(np.int64) % classes


class Plain:
    """Forward and training steps in double precision, a unit at a time as the formulas say."""

    def __init__(self, name):
        self.activations = NETWORKS[name][1]
        weights, biases = parameters(name)
        self.weights = [w.astype(np.float64) for w in weights]
        self.biases = [b.astype(np.float64) for b in biases]
        tensors = self.weights + self.biases
        self.m = [np.zeros_like(p) for p in tensors]
        self.v = [np.zeros_like(p) for p in tensors]
        self.steps = 0

    def forward(self, x):
        self.values = [x.astype(np.float64)]
        for w, b, activation in zip(self.weights, self.biases, self.activations):
            z = self.values[-1] @ w + b
            if activation == RELU:
                z = np.maximum(z, 0)
            elif activation == TANH:
                z = np.tanh(z)
            elif activation == SIGMOID:
                z = 1 / (1 + np.exp(-z))
            elif activation == SOFTMAX:
                e = np.exp(z - z.max(1, keepdims=True))
                z = e / e.sum(1, keepdims=True)
            self.values.append(z)
        return self.values[-1]

    def step(self, x, labels):
        p = self.forward(x)
        if p.shape[1] == 1:
            target = labels[:, None]
            loss = -np.mean(target * np.log(p) + (1 - target) * np.log(1 - p))
        else:
            target = np.eye(p.shape[1])[labels]
            loss = -np.mean(np.sum(target * np.log(p), 1))
        dz = (p - target) / len(x)
        weight_gradients, bias_gradients = [], []
        for k in reversed(range(len(self.weights))):
            weight_gradients.insert(0, self.values[k].T @ dz)
            bias_gradients.insert(0, dz.sum(0))
            if k:
                y = self.values[k]
                dz = dz @ self.weights[k].T * ((y > 0) if self.activations[k - 1] == RELU else 1 - y * y)
        self.steps += 1
        for i, (w, g) in enumerate(zip(self.weights + self.biases, weight_gradients + bias_gradients)):
            if p.shape[1] == 1:
                w -= 0.1 * g
            else:
                self.m[i] += 0.1 * (g - self.m[i])
                self.v[i] += 0.001 * (g * g - self.v[i])
                root = np.sqrt(self.v[i] / (1 - 0.999**self.steps)) + 1e-8
                w -= 0.001 / (1 - 0.9**self.steps) * self.m[i] / root
        return loss


def report(bench, net, engine, units, run):
    """run() does `units` units of work."""
    run()
    count = 1
    while True:
        start = time.thread_time()
        for _ in range(count):
            run()
        if time.thread_time() - start >= SECONDS / 2:
            break
        count *= 2
    times = []
    for _ in range(REPETITIONS):
        start = time.thread_time()
        for _ in range(count):
            run()
        times.append((time.thread_time() - start) * 1e9 / (count * units))
    times.sort()
    print(f"{bench},{net},{engine},{times[len(times) // 2]:.2f},{times[0]:.2f},{times[-1]:.2f}", flush=True)


def bench_forward(net, engine, make, convert=lambda x: x):
    """make(rows) gives a function from converted inputs to outputs. Calls from Python take so long that a chain of them (AL) is the same figure."""
    x, _ = data(net)
    plain = Plain(net)
    for rows in (1, 32, 128):
        forward = make(rows)
        inputs = convert(x[:rows])
        difference = np.abs(np.asarray(forward(inputs)) - plain.forward(x[:rows])).max()
        assert difference < 1e-4, f"{net} {engine}: outputs differ from double precision by {difference}"
        report("A" if rows == 1 else f"F{rows}", net, engine, 1, lambda: forward(inputs))


def bench_training(net, engine, make, convert=lambda x, labels: (x, labels), loss_tolerance=1e-4):
    """make(batch) gives a function that takes a step on a converted batch and returns its mean loss."""
    x, labels = data(net)
    for batch in (32, 128):
        step = make(batch)
        plain = Plain(net)
        batches = [convert(x[i : i + batch], labels[i : i + batch]) for i in range(0, ROWS, batch)]
        for k in range(4):
            part = slice(k * batch, (k + 1) * batch)
            expected = plain.step(x[part], labels[part])
            difference = abs(float(step(*batches[k])) - expected)
            assert difference < loss_tolerance, f"{net} {engine}: the loss of step {k} differs from double precision by {difference}"

        def epoch():
            for rows in batches:
                step(*rows)

        report(f"B{batch}", net, engine, len(batches), epoch)
