"""scikit-learn: MLPClassifier.partial_fit, one step a call."""
import warnings

import numpy as np
from sklearn.neural_network import MLPClassifier

from networks import NETWORKS, RELU, TRAINED, bench_training, data, parameters, selected

warnings.filterwarnings("ignore")


def trainer(net, batch):
    sizes, activations = NETWORKS[net]
    adam = sizes[-1] > 1
    network = MLPClassifier(
        tuple(sizes[1:-1]),
        activation="relu" if activations[0] == RELU else "tanh",
        solver="adam" if adam else "sgd",
        learning_rate_init=0.001 if adam else 0.1,
        momentum=0,
        nesterovs_momentum=False,
        alpha=0,
        batch_size=batch,
    )
    x, labels = data(net)
    network.partial_fit(x[:batch], labels[:batch], classes=np.arange(max(sizes[-1], 2)))

    # The first call made the arrays: now the common parameters, and an optimizer that has seen nothing.
    weights, biases = parameters(net)
    for own, given in zip(network.coefs_ + network.intercepts_, weights + biases):
        own[...] = given
    optimizer = network._optimizer
    if adam:
        optimizer.t = 0
        for moment in optimizer.ms + optimizer.vs:
            moment[...] = 0
    else:
        for velocity in optimizer.velocities:
            velocity[...] = 0

    def step(x, labels):
        network.partial_fit(x, labels)
        return network.loss_

    return step


for net in selected(TRAINED):
    # Its Adam adds epsilon to the root before the bias correction, which small gradients feel in the first steps.
    bench_training(net, "sklearn", lambda batch: trainer(net, batch), loss_tolerance=1e-3)
