// Eigen with sizes known at compile time.
#include "networks.h"
#include <Eigen/Dense>
#include <memory>

template <int R, int C>
using Matrix = Eigen::Matrix<float, R, C, R == 1 ? Eigen::RowMajor : C == 1 ? Eigen::ColMajor : Eigen::RowMajor>;

template <Act A, class M>
void activate(M& z) {
    if constexpr (A == Act::ReLU) {
        z = z.cwiseMax(0.f);
    } else if constexpr (A == Act::Tanh) {
        z.array() = z.array().tanh();
    } else if constexpr (A == Act::Sigmoid) {
        z.array() = 1.f / (1.f + (-z.array()).exp());
    } else if constexpr (A == Act::Softmax) {
        for (int row = 0; row < z.rows(); row++) {
            z.row(row).array() = (z.row(row).array() - z.row(row).maxCoeff()).exp();
            z.row(row) /= z.row(row).sum();
        }
    }
}

// Weights [inputs][outputs], batches of rows.
template <int B, class... L>
struct EigenNetwork;

template <int B, class L, class... Rest>
struct EigenNetwork<B, L, Rest...> {
    static constexpr int I = L::inputs, O = L::outputs;
    static constexpr bool last = sizeof...(Rest) == 0;

    Matrix<I, O> w, m, v, dw;
    Matrix<1, O> b, bm, bv, db;
    Matrix<B, O> y, dz;
    EigenNetwork<B, Rest...> rest;

    void set(const PlainLayer* l) {
        m.setZero();
        v.setZero();
        bm.setZero();
        bv.setZero();
        for (int o = 0; o < O; o++) {
            b(o) = l->b[o];
            for (int i = 0; i < I; i++) {
                w(i, o) = l->w[o * I + i];
            }
        }

        rest.set(l + 1);
    }

    __attribute__((noinline)) void forward(const float* x, float* out) {
        run(Eigen::Map<const Matrix<B, I>>(x));
        if constexpr (last) {
            Eigen::Map<Matrix<B, O>>(out, B, O) = y;
        } else {
            rest.forward(y.data(), out);
        }
    }

    // The mean loss; dx, if wanted, gets the gradient of the inputs.
    float train(const float* input, const int* labels, const AdamStep& adam, float* dx) {
        Eigen::Map<const Matrix<B, I>> x(input);
        run(x);
        float loss = 0;
        if constexpr (last) {
            dz = y;
            for (int row = 0; row < B; row++) {
                if constexpr (O == 1) {
                    loss -= std::log(labels[row] ? y(row, 0) : 1 - y(row, 0));
                    dz(row, 0) -= labels[row];
                } else {
                    loss -= std::log(y(row, labels[row]));
                    dz(row, labels[row]) -= 1;
                }
            }

            dz /= B;
            loss /= B;
        } else {
            loss = rest.train(y.data(), labels, adam, dz.data());
            if constexpr (L::act == Act::ReLU) {
                dz.array() *= (y.array() > 0.f).template cast<float>();
            } else {
                dz.array() *= 1.f - y.array().square();
            }
        }

        if (dx) {
            Eigen::Map<Matrix<B, I>>(dx, B, I).noalias() = dz * w.transpose();
        }

        dw.noalias() = x.transpose() * dz;
        db = dz.colwise().sum();
        update(w, m, v, dw, adam);
        update(b, bm, bv, db, adam);
        return loss;
    }

private:
    template <class X>
    void run(const X& x) {
        y.noalias() = x * w;
        y.rowwise() += b;
        activate<L::act>(y);
    }

    template <class M>
    static void update(M& w, M& m, M& v, const M& g, const AdamStep& adam) {
        // No step of Adam was begun: gradient descent.
        if (adam.power1 == 1) {
            w -= 0.1f * g;
            return;
        }

        m = 0.9f * m + 0.1f * g;
        v = 0.999f * v + 0.001f * g.cwiseAbs2();
        w.array() -= adam.rate * m.array() / (v.array().sqrt() + adam.epsilon);
    }
};

template <int B>
struct EigenNetwork<B> {
    void set(const PlainLayer*) {}
};

template <int B, class... L>
std::unique_ptr<EigenNetwork<B, L...>> make(const PlainNetwork& plain) {
    auto network = std::make_unique<EigenNetwork<B, L...>>();
    network->set(plain.layers.data());
    return network;
}

template <int B, class... L>
void forward(const char* net, Shape<L...> shape) {
    if (wanted(net)) {
        PlainNetwork plain(shape);
        auto network = make<B, L...>(plain);
        if constexpr (B == 1) {
            benchRows(net, "eigen", plain, [&](const float* x, float* y) { network->forward(x, y); });
        } else {
            benchBatch(net, "eigen", plain, B, plain.outputs(), [&](const float* x, float* y) { network->forward(x, y); });
        }
    }
}

template <int B, class... L>
void training(const char* net, Shape<L...> shape) {
    if (wanted(net)) {
        PlainNetwork plain(shape);
        auto network = make<B, L...>(plain);
        AdamStep adam;
        benchTraining(net, "eigen", plain, B, [&](const float* x, const int* labels) {
            if (plain.outputs() > 1) {
                adam.next();
            }

            return network->train(x, labels, adam, nullptr);
        });
    }
}

template <class S>
void forward(const char* net, S shape) {
    forward<1>(net, shape);
    forward<32>(net, shape);
    forward<128>(net, shape);
}

template <class S>
void training(const char* net, S shape) {
    training<32>(net, shape);
    training<128>(net, shape);
}

int main() {
    forward("tiny1", Tiny1());
    forward("tiny2", Tiny2());
    forward("rt1", Rt1());
    forward("rtc16", Square<16>());
    forward("rtc32", Square<32>());
    forward("rtc64", Square<64>());
    forward("mlp64", Mlp64());
    forward("mlp256", Mlp256());
    forward("mnist", Mnist());
    forward("mnist2", Mnist2());
    training("tiny1", Tiny1());
    training("tiny2", Tiny2());
    training("mlp64", Mlp64());
    training("mnist", Mnist());
    training("mnist2", Mnist2());
}
