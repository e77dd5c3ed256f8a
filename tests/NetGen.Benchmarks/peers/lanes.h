// Batches through tiny networks: samples are lanes, all features of 16 samples in registers, every loop over features unrolled.
#pragma once
#include "networks.h"
#include "simd.h"

// The first input columns of 16 rows as vectors.
template <int I>
INLINE void loadColumns(const float* rows, V16* x) {
    typedef int Ints __attribute__((vector_size(64)));
    Ints row = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    if constexpr (I == 1) {
        x[0] = load<V16>(rows);
    } else if constexpr (I == 2) {
        V16 a = load<V16>(rows), b = load<V16>(rows + 16);
        x[0] = __builtin_shuffle(a, b, row * 2);
        x[1] = __builtin_shuffle(a, b, row * 2 + 1);
    } else if constexpr (I == 4) {
        V16 a = load<V16>(rows), b = load<V16>(rows + 16), c = load<V16>(rows + 32), d = load<V16>(rows + 48);
        Ints even = {0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29}, odd = even + 2;
        V16 ab01 = __builtin_shuffle(a, b, even), cd01 = __builtin_shuffle(c, d, even);
        V16 ab23 = __builtin_shuffle(a, b, odd), cd23 = __builtin_shuffle(c, d, odd);
        Ints low = {0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23}, high = low + 8;
        x[0] = __builtin_shuffle(ab01, cd01, low);
        x[1] = __builtin_shuffle(ab01, cd01, high);
        x[2] = __builtin_shuffle(ab23, cd23, low);
        x[3] = __builtin_shuffle(ab23, cd23, high);
    } else {
        static_assert(I == 16);
        UNROLL for (int i = 0; i < 16; i++) {
            x[i] = load<V16>(rows + i * 16);
        }

        transpose(x);
    }
}

template <int B, class... L>
struct LaneNetwork;

template <int B, class L, class... Rest>
struct LaneNetwork<B, L, Rest...> {
    static constexpr int I = L::inputs, O = L::outputs, chunks = B / 16, count = I * O + O, padded = (count + 15) / 16 * 16;
    static constexpr bool last = sizeof...(Rest) == 0;

    // Weights [I][O], then biases.
    alignas(64) float w[padded] = {}, m[padded] = {}, v[padded] = {};
    alignas(64) V16 x[chunks][I], dz[chunks][O];
    LaneNetwork<B, Rest...> rest;

    void set(const PlainLayer* l) {
        for (int o = 0; o < O; o++) {
            w[I * O + o] = l->b[o];
            for (int i = 0; i < I; i++) {
                w[i * O + o] = l->w[o * I + i];
            }
        }

        rest.set(l + 1);
    }

    __attribute__((noinline)) void forward(const float* rows, float* y) {
        constexpr int outputs = LaneNetwork::outputs();
        for (int c = 0; c < chunks; c++) {
            V16 columns[I], z[outputs];
            loadColumns<I>(rows + c * 16 * I, columns);
            predict(columns, z);
            if constexpr (outputs == 16) {
                transpose(z);
                UNROLL for (int r = 0; r < 16; r++) {
                    store<V16>(y + (c * 16 + r) * 16, z[r]);
                }
            } else if constexpr (outputs == 1) {
                store<V16>(y + c * 16, z[0]);
            } else {
                UNROLL for (int o = 0; o < outputs; o++) {
                    UNROLL for (int r = 0; r < 16; r++) {
                        y[(c * 16 + r) * outputs + o] = z[o][r];
                    }
                }
            }
        }
    }

    __attribute__((noinline)) float step(const float* rows, const int* labels, AdamStep& adam) {
        adam.next();
        V16 loss = {};
        _Pragma("GCC unroll 1") for (int c = 0; c < chunks; c++) {
            loadColumns<I>(rows + c * 16 * I, x[c]);
            V16 dx[I];
            train(c, labels + c * 16, loss, dx, false);
        }

        update(adam, outputs() == 1);
        return sumOfLanes<V16>(loss)[0] / B;
    }

    static constexpr int outputs() {
        if constexpr (last) {
            return O;
        } else {
            return LaneNetwork<B, Rest...>::outputs();
        }
    }

    INLINE void predict(const V16* x, V16* y) {
        V16 h[O];
        sum(x, h);
        if constexpr (L::act == Act::Softmax) {
            V16 total = softmax(h, largest(h));
            UNROLL for (int o = 0; o < O; o++) {
                y[o] = h[o] / total;
            }
        } else if constexpr (last) {
            UNROLL for (int o = 0; o < O; o++) {
                y[o] = activation(h[o]);
            }
        } else {
            UNROLL for (int o = 0; o < O; o++) {
                h[o] = activation(h[o]);
            }

            rest.predict(h, y);
        }
    }

    // x[c] is filled; writes dz[c], and the gradient of the inputs for the layer before.
    INLINE void train(int c, const int* labels, V16& loss, V16* dx, bool needed) {
        V16 h[O];
        sum(x[c], h);
        if constexpr (last) {
            lossGradient(h, labels, dz[c], loss);
        } else {
            UNROLL for (int o = 0; o < O; o++) {
                rest.x[c][o] = activation(h[o]);
            }

            V16 dh[O];
            rest.train(c, labels, loss, dh, true);
            UNROLL for (int o = 0; o < O; o++) {
                V16 y = rest.x[c][o];
                dz[c][o] = L::act == Act::ReLU ? (y > 0.f ? dh[o] : V16{}) : dh[o] * (1.f - y * y);
            }
        }

        if (needed) {
            UNROLL for (int i = 0; i < I; i++) {
                dx[i] = dz[c][0] * w[i * O];
                UNROLL for (int o = 1; o < O; o++) {
                    dx[i] += dz[c][o] * w[i * O + o];
                }
            }
        }
    }

    // Sixteen parameters at a time: the sums over samples of their sixteen products become one vector.
    INLINE void update(const AdamStep& adam, bool descent) {
        UNROLL for (int k = 0; k < padded; k += 16) {
            V16 g[16];
            UNROLL for (int j = 0; j < 16; j++) {
                g[j] = V16{};
                UNROLL for (int c = 0; c < chunks; c++) {
                    int p = k + j;
                    if (p < I * O) {
                        g[j] += x[c][p / O] * dz[c][p % O];
                    } else if (p < count) {
                        g[j] += dz[c][p - I * O];
                    }
                }
            }

            V16 total = sumsOf(g);
            if (descent) {
                store<V16>(w + k, load<V16>(w + k) - 0.1f * total);
            } else {
                V16 m1 = load<V16>(m + k) * 0.9f + total * 0.1f, v1 = load<V16>(v + k) * 0.999f + total * total * 0.001f;
                store<V16>(m + k, m1);
                store<V16>(v + k, v1);
                store<V16>(w + k, load<V16>(w + k) - adam.rate * m1 / (squareRoot(v1) + adam.epsilon));
            }
        }

        rest.update(adam, descent);
    }

private:
    INLINE void sum(const V16* x, V16* z) const {
        UNROLL for (int o = 0; o < O; o++) {
            z[o] = all<V16>(w[I * O + o]);
        }

        UNROLL for (int i = 0; i < I; i++) {
            UNROLL for (int o = 0; o < O; o++) {
                z[o] += x[i] * w[i * O + o];
            }
        }
    }

    static INLINE V16 activation(V16 z) {
        return L::act == Act::ReLU ? larger<V16>(z, V16{})
             : L::act == Act::Tanh ? hyperbolicTangent<V16>(z)
             : L::act == Act::Sigmoid ? logistic<V16>(z) : z;
    }

    static INLINE V16 largest(const V16* z) {
        V16 most = z[0];
        UNROLL for (int o = 1; o < O; o++) {
            most = larger<V16>(most, z[o]);
        }

        return most;
    }

    // z becomes exp(z - most); the sum.
    static INLINE V16 softmax(V16* z, V16 most) {
        V16 total = {};
        UNROLL for (int o = 0; o < O; o++) {
            z[o] = exponential<V16>(z[o] - most);
            total += z[o];
        }

        return total;
    }

    static INLINE void lossGradient(V16* z, const int* labels, V16* dz, V16& loss) {
        typedef int Ints __attribute__((vector_size(64)));
        Ints label;
        memcpy(&label, labels, sizeof label);
        if constexpr (O == 1) {
            V16 p = logistic<V16>(z[0]);
            loss -= logarithm<V16>(label > 0 ? p : 1.f - p);
            dz[0] = (p - __builtin_convertvector(label, V16)) * (1.f / B);
        } else {
            V16 most = largest(z), chosen = z[0];
            UNROLL for (int o = 1; o < O; o++) {
                chosen = label == o ? z[o] : chosen;
            }

            V16 total = softmax(z, most);
            loss += logarithm<V16>(total) - (chosen - most);
            V16 factor = (1.f / B) / total;
            UNROLL for (int o = 0; o < O; o++) {
                V16 p = z[o] * factor;
                dz[o] = label == o ? p - 1.f / B : p;
            }
        }
    }
};

template <int B>
struct LaneNetwork<B> {
    void set(const PlainLayer*) {}
    void update(const AdamStep&, bool) {}
};
