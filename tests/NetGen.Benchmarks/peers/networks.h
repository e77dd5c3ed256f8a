// The networks, their data, and the plain double loop that every engine is held to.
#pragma once
#include "measure.h"
#include <cmath>
#include <random>

enum class Act { Linear, ReLU, Tanh, Sigmoid, Softmax };

template <int I, int O, Act A>
struct Dense {
    static constexpr int inputs = I, outputs = O;
    static constexpr Act act = A;
};

template <class... Layers>
struct Shape {};

using Tiny1 = Shape<Dense<2, 4, Act::Tanh>, Dense<4, 1, Act::Sigmoid>>;
using Tiny2 = Shape<Dense<4, 8, Act::ReLU>, Dense<8, 8, Act::ReLU>, Dense<8, 3, Act::Softmax>>;
using Rt1 = Shape<Dense<1, 8, Act::Tanh>, Dense<8, 8, Act::Tanh>, Dense<8, 8, Act::Tanh>, Dense<8, 8, Act::Tanh>, Dense<8, 1, Act::Linear>>;
template <int N>
using Square = Shape<Dense<N, N, Act::Linear>>;
using Mlp64 = Shape<Dense<64, 32, Act::ReLU>, Dense<32, 10, Act::Softmax>>;
using Mlp256 = Shape<Dense<64, 256, Act::ReLU>, Dense<256, 256, Act::ReLU>, Dense<256, 10, Act::Softmax>>;
using Mnist = Shape<Dense<784, 128, Act::ReLU>, Dense<128, 10, Act::Softmax>>;
using Mnist2 = Shape<Dense<784, 256, Act::ReLU>, Dense<256, 128, Act::ReLU>, Dense<128, 10, Act::Softmax>>;

constexpr int Rows = 2048;

// A layer in double precision: weights [outputs][inputs] as PyTorch has them, with the state of Adam.
struct PlainLayer {
    int inputs, outputs;
    Act act;
    std::vector<double> w, b, dw, db, m, v, y, dz;

    PlainLayer(int inputs, int outputs, Act act, std::mt19937& random)
        : inputs(inputs), outputs(outputs), act(act), w(inputs * outputs), b(outputs), dw(w.size()), db(outputs), m(w.size() + outputs),
          v(m.size()), y(outputs), dz(outputs) {
        float limit = std::sqrt(6.f / (inputs + outputs));
        std::uniform_real_distribution<float> weight(-limit, limit), bias(-0.1f, 0.1f);
        for (double& x : w) {
            x = weight(random);
        }

        for (double& x : b) {
            x = bias(random);
        }
    }

    const double* forward(const double* x) {
        double sum = 0, most = -1e300;
        for (int o = 0; o < outputs; o++) {
            double z = b[o];
            for (int i = 0; i < inputs; i++) {
                z += w[o * inputs + i] * x[i];
            }

            most = std::max(most, z);
            y[o] = act == Act::ReLU ? std::max(z, 0.0) : act == Act::Tanh ? std::tanh(z) : act == Act::Sigmoid ? 1 / (1 + std::exp(-z)) : z;
        }

        if (act == Act::Softmax) {
            for (double& e : y) {
                sum += e = std::exp(e - most);
            }

            for (double& e : y) {
                e /= sum;
            }
        }

        return y.data();
    }
};

struct PlainNetwork {
    std::vector<PlainLayer> layers;
    long steps = 0;

    template <class... L>
    explicit PlainNetwork(Shape<L...>) {
        std::mt19937 random(1);
        (layers.emplace_back(L::inputs, L::outputs, L::act, random), ...);
    }

    int inputs() const { return layers.front().inputs; }
    int outputs() const { return layers.back().outputs; }

    const double* forward(const float* row) {
        x.assign(row, row + inputs());
        const double* y = x.data();
        for (PlainLayer& layer : layers) {
            y = layer.forward(y);
        }

        return y;
    }

    // One step: cross-entropy and Adam (rate 0.001), or for one output binary cross-entropy and gradient descent (rate 0.1). The mean loss.
    double step(const float* rows, const int* labels, int batch) {
        double loss = 0;
        for (PlainLayer& l : layers) {
            std::fill(l.dw.begin(), l.dw.end(), 0.0);
            std::fill(l.db.begin(), l.db.end(), 0.0);
        }

        for (int row = 0; row < batch; row++) {
            forward(rows + (size_t)row * inputs());
            PlainLayer& last = layers.back();
            for (int o = 0; o < last.outputs; o++) {
                double target = last.outputs == 1 ? labels[row] : o == labels[row];
                last.dz[o] = (last.y[o] - target) / batch;
                loss -= target * std::log(last.y[o]) / batch;
                loss -= last.outputs == 1 ? (1 - target) * std::log(1 - last.y[o]) / batch : 0;
            }

            for (size_t k = layers.size(); k-- > 0;) {
                backward(k);
            }
        }

        steps++;
        for (PlainLayer& l : layers) {
            for (size_t i = 0; i < l.w.size(); i++) {
                update(l.w[i], l.dw[i], l.m[i], l.v[i]);
            }

            for (int o = 0; o < l.outputs; o++) {
                update(l.b[o], l.db[o], l.m[l.w.size() + o], l.v[l.w.size() + o]);
            }
        }

        return loss;
    }

private:
    std::vector<double> x;

    void backward(size_t k) {
        PlainLayer& l = layers[k];
        const std::vector<double>& input = k ? layers[k - 1].y : x;
        std::vector<double> dx(l.inputs);
        for (int o = 0; o < l.outputs; o++) {
            l.db[o] += l.dz[o];
            for (int i = 0; i < l.inputs; i++) {
                l.dw[o * l.inputs + i] += l.dz[o] * input[i];
                dx[i] += l.dz[o] * l.w[o * l.inputs + i];
            }
        }

        for (int i = 0; k && i < l.inputs; i++) {
            layers[k - 1].dz[i] = dx[i] * (layers[k - 1].act == Act::ReLU ? input[i] > 0 : 1 - input[i] * input[i]);
        }
    }

    void update(double& w, double g, double& m, double& v) const {
        if (outputs() == 1) {
            w -= 0.1 * g;
            return;
        }

        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        w -= 0.001 / (1 - std::pow(0.9, steps)) * m / (std::sqrt(v / (1 - std::pow(0.999, steps))) + 1e-8);
    }
};

// The factors of Adam's step t. The step is rate * m / (sqrt(v) + epsilon), both corrections folded into the two.
struct AdamStep {
    double power1 = 1, power2 = 1;
    float rate = 0, epsilon = 0;

    void next() {
        power1 *= 0.9;
        power2 *= 0.999;
        double root = std::sqrt(1 - power2);
        rate = (float)(0.001 * root / (1 - power1));
        epsilon = (float)(1e-8 * root);
    }
};

// Inputs from -1 to 1, and labels that can be learnt from the first input.
struct Data {
    float* x;
    std::vector<int> labels;

    Data(int inputs, int outputs) : x((float*)aligned_alloc(64, sizeof(float) * Rows * inputs)), labels(Rows) {
        int classes = std::max(outputs, 2);
        std::mt19937 random(2);
        std::uniform_real_distribution<float> uniform(-1, 1);
        for (int i = 0; i < Rows * inputs; i++) {
            x[i] = uniform(random);
        }

        for (int row = 0; row < Rows; row++) {
            labels[row] = (int)((x[row * inputs] + 1) / 2 * classes) % classes;
        }
    }

    Data(const Data&) = delete;
    ~Data() { free(x); }
};

inline float* alignedFloats(size_t count) {
    size_t bytes = (count * sizeof(float) + 63) / 64 * 64;
    float* p = (float*)aligned_alloc(64, bytes);
    std::fill_n(p, bytes / sizeof(float), 0.f);
    return p;
}

// One row at a time. forward(x, y) must be a call that the compiler does not inline.
template <class Forward>
void benchRows(const char* net, const char* engine, PlainNetwork& plain, Forward forward) {
    int inputs = plain.inputs(), outputs = plain.outputs(), rows = inputs <= 16 ? 64 : inputs <= 64 ? 32 : 8;
    Data data(inputs, outputs);
    float* y = alignedFloats(outputs + 16);
    for (int row = 0; row < rows; row++) {
        const double* expected = plain.forward(data.x + row * inputs);
        forward(data.x + row * inputs, y);
        for (int o = 0; o < outputs; o++) {
            expect(std::abs(y[o] - expected[o]) < 1e-4, net, engine, "an output");
        }
    }

    report("A", net, engine, rows, [&](long runs) {
        for (long run = 0; run < runs; run++) {
            for (int row = 0; row < rows; row++) {
                forward(data.x + row * inputs, y);
                keep(y);
            }
        }
    });
    report("AL", net, engine, rows, [&](long runs) {
        float last = 0;
        for (long run = 0; run < runs; run++) {
            for (int row = 0; row < rows; row++) {
                data.x[row * inputs] += last * 1e-30f;
                forward(data.x + row * inputs, y);
                keep(y);
                last = y[0];
            }
        }
    });
    free(y);
}

// Batches. forward(x, y) computes `batch` rows, of `stride` floats each in y.
template <class Forward>
void benchBatch(const char* net, const char* engine, PlainNetwork& plain, int batch, int stride, Forward forward) {
    int inputs = plain.inputs(), outputs = plain.outputs();
    Data data(inputs, outputs);
    float* y = alignedFloats((size_t)batch * stride);
    forward(data.x, y);
    for (int row = 0; row < batch; row++) {
        const double* expected = plain.forward(data.x + (size_t)row * inputs);
        for (int o = 0; o < outputs; o++) {
            expect(std::abs(y[row * stride + o] - expected[o]) < 1e-4, net, engine, "an output of a batch");
        }
    }

    std::string bench = "F" + std::to_string(batch);
    report(bench.c_str(), net, engine, 1, [&](long runs) {
        for (long run = 0; run < runs; run++) {
            forward(data.x, y);
            keep(y);
        }
    });
    free(y);
}

// Training steps. step(x, labels) returns the mean loss; the losses of the first steps show whether gradients and updates are right.
template <class Step>
void benchTraining(const char* net, const char* engine, PlainNetwork plain, int batch, Step step) {
    int inputs = plain.inputs();
    Data data(inputs, plain.outputs());
    for (int row = 0; row < 4 * batch; row += batch) {
        double expected = plain.step(data.x + (size_t)row * inputs, &data.labels[row], batch);
        float loss = step(data.x + (size_t)row * inputs, &data.labels[row]);
        expect(std::abs(loss - expected) < 1e-4, net, engine, "the loss of a training step");
    }

    std::string bench = "B" + std::to_string(batch);
    report(bench.c_str(), net, engine, Rows / batch, [&](long runs) {
        for (long run = 0; run < runs; run++) {
            for (int row = 0; row < Rows; row += batch) {
                float loss = step(data.x + (size_t)row * inputs, &data.labels[row]);
                keep(&loss);
            }
        }
    });
}
