"""PyTorch, eager, one thread: the steps of `--features`. Lines of CSV: bench,net,feature,ns."""
import torch
from torch import nn

from networks import NETWORKS, ROWS, data, report

torch.set_num_threads(1)


def network(net, feature):
    inputs, units, outputs = NETWORKS[net][0]
    middle = {
        "batchnorm": lambda: [nn.BatchNorm1d(units), nn.ReLU()],
        "layernorm": lambda: [nn.LayerNorm(units), nn.ReLU()],
        "dropout": lambda: [nn.ReLU(), nn.Dropout(0.5)],
    }.get(feature, lambda: [nn.ReLU()])()
    return nn.Sequential(nn.Linear(inputs, units), *middle, nn.Linear(units, outputs))


def training(net, feature, foreach):
    model = network(net, feature)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.1 if feature == "labelsmoothing" else 0.0)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, foreach=foreach)

    def step(x, labels):
        optimizer.zero_grad(set_to_none=True)
        loss_of(model(x), labels).backward()
        optimizer.step()

    return step


def input_gradient(model, x, labels):
    torch.autograd.grad(nn.functional.cross_entropy(model(x), labels), x)


def hessian_vector(model, x, labels, vector):
    parameters = list(model.parameters())
    gradients = torch.autograd.grad(nn.functional.cross_entropy(model(x), labels), parameters, create_graph=True)
    torch.autograd.grad(gradients, parameters, grad_outputs=vector)


for net in ("mlp64", "mnist"):
    x, labels = (torch.from_numpy(values) for values in data(net))
    for batch in (32, 128):
        batches = [(x[i : i + batch], labels[i : i + batch]) for i in range(0, ROWS, batch)]
        for feature in ("batchnorm", "layernorm", "dropout", "labelsmoothing"):
            for foreach in (False, True):
                step = training(net, feature, foreach)

                def epoch():
                    for rows in batches:
                        step(*rows)

                report(f"B{batch}", net, f"{feature}{'_foreach' if foreach else ''}", len(batches), epoch)

    model = network(net, "")
    rows, classes = x[:128].clone().requires_grad_(), labels[:128]
    vector = [p.detach().clone() for p in model.parameters()]
    report("D128", net, "inputgradient", 1, lambda: input_gradient(model, rows, classes))
    report("D128", net, "hessianvector", 1, lambda: hessian_vector(model, rows, classes, vector))
