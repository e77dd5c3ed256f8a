"""PyTorch, eager, one thread: nn.Sequential, autograd, torch.optim with and without the grouped (foreach) kernels."""
import torch
from torch import nn

from networks import NETWORKS, RELU, SIGMOID, SOFTMAX, TANH, TRAINED, bench_forward, bench_training, parameters, selected

torch.set_num_threads(1)
LAYERS = {RELU: nn.ReLU, TANH: nn.Tanh, SIGMOID: nn.Sigmoid, SOFTMAX: lambda: nn.Softmax(1)}


def module(net, logits):
    """The network; in training the loss takes logits."""
    weights, biases = parameters(net)
    activations = NETWORKS[net][1]
    layers = []
    for k, (w, b, activation) in enumerate(zip(weights, biases, activations)):
        linear = nn.Linear(*w.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(w.T))
            linear.bias.copy_(torch.from_numpy(b))
        layers.append(linear)
        if activation in LAYERS and not (logits and k == len(weights) - 1):
            layers.append(LAYERS[activation]())
    return nn.Sequential(*layers)


def predictor(net):
    network = module(net, logits=False).eval()

    def forward(x):
        with torch.inference_mode():
            return network(x)

    return forward


def trainer(net, foreach):
    network = module(net, logits=True)
    if NETWORKS[net][0][-1] == 1:
        loss_of = nn.BCEWithLogitsLoss()
        optimizer = torch.optim.SGD(network.parameters(), lr=0.1, foreach=foreach)
    else:
        loss_of = nn.CrossEntropyLoss()
        optimizer = torch.optim.Adam(network.parameters(), lr=0.001, foreach=foreach)

    def step(x, target):
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(network(x), target)
        loss.backward()
        optimizer.step()
        return loss.detach()

    return step


def batch(outputs):
    def convert(x, labels):
        target = torch.from_numpy(labels)
        return torch.from_numpy(x), target[:, None].float() if outputs == 1 else target

    return convert


for net in selected(NETWORKS):
    bench_forward(net, "pytorch", lambda rows: predictor(net), torch.from_numpy)
for net in selected(TRAINED):
    convert = batch(NETWORKS[net][0][-1])
    bench_training(net, "pytorch", lambda rows: trainer(net, False), convert)
    bench_training(net, "pytorch_foreach", lambda rows: trainer(net, True), convert)
