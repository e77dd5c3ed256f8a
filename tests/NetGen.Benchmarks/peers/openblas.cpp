// OpenBLAS for every product, plain loops that the compiler vectorizes for the rest.
#include "networks.h"
#include <cblas.h>
#include <memory>

// Of OpenBLAS, not of the CBLAS header that Debian shares between implementations.
extern "C" void openblas_set_num_threads(int threads);

struct BlasLayer {
    int I, O, B;
    Act act;
    std::vector<float> w, m, v, dw, b, bm, bv, db, y, dz;

    // Weights [inputs][outputs].
    BlasLayer(const PlainLayer& l, int batch)
        : I(l.inputs), O(l.outputs), B(batch), act(l.act), w((size_t)I * O), m(w.size()), v(w.size()), dw(w.size()), b(l.b.begin(), l.b.end()),
          bm(O), bv(O), db(O), y((size_t)B * O), dz((size_t)B * O) {
        for (int o = 0; o < O; o++) {
            for (int i = 0; i < I; i++) {
                w[(size_t)i * O + o] = l.w[(size_t)o * I + i];
            }
        }
    }

    void forward(const float* x) {
        for (int row = 0; row < B; row++) {
            std::copy(b.begin(), b.end(), y.begin() + (size_t)row * O);
        }

        if (B == 1) {
            cblas_sgemv(CblasRowMajor, CblasTrans, I, O, 1, w.data(), O, x, 1, 1, y.data(), 1);
        } else {
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, B, O, I, 1, x, I, w.data(), O, 1, y.data(), O);
        }

        activate();
    }

    void backward(const float* x, float* dx) {
        if (dx) {
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, B, I, O, 1, dz.data(), O, w.data(), O, 0, dx, I);
        }

        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, I, O, B, 1, x, I, dz.data(), O, 0, dw.data(), O);
        std::fill(db.begin(), db.end(), 0.f);
        for (int row = 0; row < B; row++) {
            for (int o = 0; o < O; o++) {
                db[o] += dz[(size_t)row * O + o];
            }
        }
    }

    // dz holds the gradient of y; becomes the gradient of the sums.
    void derive() {
        for (size_t i = 0; i < y.size(); i++) {
            dz[i] = act == Act::ReLU ? (y[i] > 0 ? dz[i] : 0) : dz[i] * (1 - y[i] * y[i]);
        }
    }

    static void descend(std::vector<float>& w, const std::vector<float>& g) {
        for (size_t i = 0; i < w.size(); i++) {
            w[i] -= 0.1f * g[i];
        }
    }

    static void adam(std::vector<float>& ws, std::vector<float>& ms, std::vector<float>& vs, const std::vector<float>& gs, const AdamStep& step) {
        float *__restrict w = ws.data(), *__restrict m = ms.data(), *__restrict v = vs.data();
        const float* __restrict g = gs.data();
        for (size_t i = 0; i < ws.size(); i++) {
            m[i] = 0.9f * m[i] + 0.1f * g[i];
            v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
            w[i] -= step.rate * m[i] / (std::sqrt(v[i]) + step.epsilon);
        }
    }

private:
    void activate() {
        if (act == Act::ReLU) {
            for (float& z : y) {
                z = std::max(z, 0.f);
            }
        } else if (act == Act::Tanh) {
            for (float& z : y) {
                z = std::tanh(z);
            }
        } else if (act == Act::Sigmoid) {
            for (float& z : y) {
                z = 1 / (1 + std::exp(-z));
            }
        } else if (act == Act::Softmax) {
            for (int row = 0; row < B; row++) {
                float* z = &y[(size_t)row * O];
                float most = *std::max_element(z, z + O), sum = 0;
                for (int o = 0; o < O; o++) {
                    sum += z[o] = std::exp(z[o] - most);
                }

                for (int o = 0; o < O; o++) {
                    z[o] /= sum;
                }
            }
        }
    }
};

struct BlasNetwork {
    std::vector<BlasLayer> layers;
    int B;
    AdamStep adam;

    BlasNetwork(const PlainNetwork& plain, int batch) : B(batch) {
        for (const PlainLayer& l : plain.layers) {
            layers.emplace_back(l, batch);
        }
    }

    const std::vector<float>& run(const float* x) {
        for (BlasLayer& l : layers) {
            l.forward(x);
            x = l.y.data();
        }

        return layers.back().y;
    }

    void forward(const float* x, float* y) {
        const std::vector<float>& result = run(x);
        std::copy(result.begin(), result.end(), y);
    }

    float step(const float* x, const int* labels) {
        run(x);
        BlasLayer& last = layers.back();
        float loss = 0;
        for (int row = 0; row < B; row++) {
            for (int o = 0; o < last.O; o++) {
                float p = last.y[(size_t)row * last.O + o], target = last.O == 1 ? labels[row] : o == labels[row];
                last.dz[(size_t)row * last.O + o] = (p - target) / B;
            }

            float p = last.O == 1 ? last.y[row] : last.y[(size_t)row * last.O + labels[row]];
            loss -= std::log(last.O == 1 && !labels[row] ? 1 - p : p);
        }

        for (size_t k = layers.size(); k-- > 0;) {
            layers[k].backward(k ? layers[k - 1].y.data() : x, k ? layers[k - 1].dz.data() : nullptr);
            if (k) {
                layers[k - 1].derive();
            }
        }

        adam.next();
        for (BlasLayer& l : layers) {
            if (last.O == 1) {
                BlasLayer::descend(l.w, l.dw);
                BlasLayer::descend(l.b, l.db);
            } else {
                BlasLayer::adam(l.w, l.m, l.v, l.dw, adam);
                BlasLayer::adam(l.b, l.bm, l.bv, l.db, adam);
            }
        }

        return loss / B;
    }
};

template <class S>
void bench(const char* net, S shape, bool training) {
    if (!wanted(net)) {
        return;
    }

    PlainNetwork plain(shape);
    for (int batch : {1, 32, 128}) {
        auto network = std::make_unique<BlasNetwork>(plain, batch);
        auto forward = [&](const float* x, float* y) { network->forward(x, y); };
        if (batch == 1) {
            benchRows(net, "openblas", plain, forward);
        } else {
            benchBatch(net, "openblas", plain, batch, plain.outputs(), forward);
        }

        if (training && batch > 1) {
            benchTraining(net, "openblas", plain, batch, [&](const float* x, const int* labels) { return network->step(x, labels); });
        }
    }
}

int main() {
    openblas_set_num_threads(1);
    bench("tiny1", Tiny1(), true);
    bench("tiny2", Tiny2(), true);
    bench("rt1", Rt1(), false);
    bench("rtc16", Square<16>(), false);
    bench("rtc32", Square<32>(), false);
    bench("rtc64", Square<64>(), false);
    bench("mlp64", Mlp64(), true);
    bench("mlp256", Mlp256(), false);
    bench("mnist", Mnist(), true);
    bench("mnist2", Mnist2(), true);
}
