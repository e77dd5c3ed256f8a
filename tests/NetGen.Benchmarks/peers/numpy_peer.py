"""NumPy: float32 all the way, results written in place where NumPy can."""
import numpy as np

from networks import NETWORKS, RELU, SIGMOID, SOFTMAX, TANH, TRAINED, bench_forward, bench_training, parameters, selected

ONE = np.float32(1)


def activate(z, activation):
    if activation == RELU:
        np.maximum(z, 0, out=z)
    elif activation == TANH:
        np.tanh(z, out=z)
    elif activation == SIGMOID:
        np.negative(z, out=z)
        np.exp(z, out=z)
        z += ONE
        np.reciprocal(z, out=z)
    elif activation == SOFTMAX:
        z -= z.max(1, keepdims=True)
        np.exp(z, out=z)
        z /= z.sum(1, keepdims=True)


class Network:
    def __init__(self, net):
        self.activations = NETWORKS[net][1]
        weights, biases = parameters(net)
        self.count = len(weights)
        self.tensors = weights + biases
        self.m = [np.zeros_like(p) for p in self.tensors]
        self.v = [np.zeros_like(p) for p in self.tensors]
        self.root = [np.zeros_like(p) for p in self.tensors]
        self.steps = 0

    def forward(self, x):
        self.values = [x]
        for k, activation in enumerate(self.activations):
            z = self.values[-1] @ self.tensors[k]
            z += self.tensors[self.count + k]
            activate(z, activation)
            self.values.append(z)
        return z

    def step(self, x, target, labels):
        p = self.forward(x)
        if p.shape[1] == 1:
            loss = -np.log(np.where(target > 0, p, ONE - p)).mean()
        else:
            loss = -np.log(p[np.arange(len(p)), labels]).mean()
        dz = p - target
        dz *= np.float32(1 / len(x))
        gradients = [None] * len(self.tensors)
        for k in reversed(range(self.count)):
            y = self.values[k]
            gradients[k] = y.T @ dz
            gradients[self.count + k] = dz.sum(0)
            if k:
                dz = dz @ self.tensors[k].T
                dz *= (y > 0) if self.activations[k - 1] == RELU else ONE - y * y
        if p.shape[1] == 1:
            for w, g in zip(self.tensors, gradients):
                g *= np.float32(0.1)
                w -= g
        else:
            self.adam(gradients)
        return loss

    def adam(self, gradients):
        self.steps += 1
        correction = np.sqrt(1 - 0.999**self.steps)
        rate, epsilon = np.float32(0.001 * correction / (1 - 0.9**self.steps)), np.float32(1e-8 * correction)
        for w, g, m, v, root in zip(self.tensors, gradients, self.m, self.v, self.root):
            m *= np.float32(0.9)
            np.multiply(g, np.float32(0.1), out=root)
            m += root
            v *= np.float32(0.999)
            g *= g
            g *= np.float32(0.001)
            v += g
            np.sqrt(v, out=root)
            root += epsilon
            np.divide(m, root, out=root)
            root *= rate
            w -= root


def batch(outputs):
    def convert(x, labels):
        target = labels[:, None].astype(np.float32) if outputs == 1 else np.eye(outputs, dtype=np.float32)[labels]
        return x, target, labels

    return convert


for net in selected(NETWORKS):
    bench_forward(net, "numpy", lambda rows: Network(net).forward)
for net in selected(TRAINED):
    bench_training(net, "numpy", lambda rows: Network(net).step, batch(NETWORKS[net][0][-1]))
