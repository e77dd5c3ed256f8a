// Batches through larger networks: tiles of 8 x 2 vectors of sums in registers, weights in panels as wide as a tile, so that every
// inner loop reads two vectors and broadcasts eight values for sixteen multiply-adds. Adam runs on the tile of the gradient in registers.
#pragma once
#include "rows.h"

template <int P>
constexpr int panelVectors = P / 16 % 2 == 0 ? 2 : 1;

// sums[r][v] += sum over k of x[r][k] * w[k][v]
template <int R, int NV>
INLINE void multiply(const float* x, int stride, const float* w, int length, V16 (*sums)[NV]) {
    _Pragma("GCC unroll 1") for (int k = 0; k < length; k++) {
        V16 ws[NV];
        UNROLL for (int v = 0; v < NV; v++) {
            ws[v] = load<V16>(w + (size_t)k * NV * 16 + v * 16);
        }

        UNROLL for (int r = 0; r < R; r++) {
            UNROLL for (int v = 0; v < NV; v++) {
                sums[r][v] += x[(size_t)r * stride + k] * ws[v];
            }
        }
    }
}

template <int B, class... L>
struct TileNetwork;

template <int B, class L, class... Rest>
struct TileNetwork<B, L, Rest...> {
    static constexpr int I = L::inputs, O = L::outputs, P = (O + 15) / 16 * 16, NV = panelVectors<P>, C = NV * 16;
    static constexpr int IV = I % 16 == 0 ? panelVectors<I> : 1, IC = IV * 16;
    static constexpr bool last = sizeof...(Rest) == 0;

    alignas(64) float w[(size_t)I * P], m[(size_t)I * P], v[(size_t)I * P];
    alignas(64) float b[P], bm[P], bv[P];
    alignas(64) float turned[(size_t)I * P];
    alignas(64) float y[(size_t)B * P], dz[(size_t)B * P];
    TileNetwork<B, Rest...> rest;

    void set(const PlainLayer* l) {
        for (float* p : {w, m, v}) {
            std::fill_n(p, (size_t)I * P, 0.f);
        }

        for (float* p : {bm, bv}) {
            std::fill_n(p, P, 0.f);
        }

        std::fill_n(b, P, L::act == Act::Softmax ? -1e30f : 0.f);
        for (int o = 0; o < O; o++) {
            b[o] = l->b[o];
            for (int i = 0; i < I; i++) {
                w[at(i, o)] = l->w[o * I + i];
            }
        }

        rest.set(l + 1);
    }

    // out holds rows of the last layer's padded width.
    __attribute__((noinline)) void forward(const float* x, float* out) {
        run(x, last ? out : y);
        if constexpr (last) {
            activateRows(out);
        } else {
            rest.forward(y, out);
        }
    }

    __attribute__((noinline)) float step(const float* x, const int* labels, AdamStep& adam) {
        adam.next();
        return train(x, labels, adam, nullptr);
    }

    // dx, if wanted, is the gradient of the values that ReLU cut off to x.
    __attribute__((noinline)) float train(const float* x, const int* labels, const AdamStep& adam, float* dx) {
        run(x, y);
        float loss;
        if constexpr (last) {
            loss = lossGradient(labels);
        } else {
            loss = rest.train(y, labels, adam, dz);
        }

        if (dx) {
            inputGradient(x, dx);
        }

        update(x, adam);
        return loss;
    }

private:
    static constexpr size_t at(int i, int o) { return (size_t)(o / C) * I * C + (size_t)i * C + o % C; }

    void run(const float* x, float* out) const {
        constexpr int R = NV == 2 ? 8 : 16;
        for (int o = 0; o < P; o += C) {
            for (int row = 0; row < B; row += R) {
                V16 sums[R][NV];
                UNROLL for (int r = 0; r < R; r++) {
                    UNROLL for (int v = 0; v < NV; v++) {
                        sums[r][v] = load<V16>(b + o + v * 16);
                    }
                }

                multiply<R, NV>(x + (size_t)row * I, I, w + (size_t)o * I, I, sums);
                UNROLL for (int r = 0; r < R; r++) {
                    UNROLL for (int v = 0; v < NV; v++) {
                        V16 z = sums[r][v];
                        store<V16>(out + (size_t)(row + r) * P + o + v * 16, L::act == Act::ReLU ? larger<V16>(z, V16{}) : z);
                    }
                }
            }
        }
    }

    static void activateRows(float* y) {
        if constexpr (L::act == Act::Softmax) {
            static_assert(P == 16);
            for (int row = 0; row < B; row++) {
                store<V16>(y + row * 16, activate<Act::Softmax, O, V16>(load<V16>(y + row * 16)));
            }
        }
    }

    float lossGradient(const int* labels) {
        static_assert(P == 16 && L::act == Act::Softmax);
        alignas(64) float totals[B];
        float loss = 0;
        for (int row = 0; row < B; row++) {
            V16 z = load<V16>(y + row * 16);
            V16 most = largestLane<V16>(z), e = exponential<V16>(z - most), total = sumOfLanes<V16>(e);
            totals[row] = total[0];
            loss += most[0] - y[row * 16 + labels[row]];
            store<V16>(dz + row * 16, e / (total * (float)B));
            dz[row * 16 + labels[row]] -= 1.f / B;
        }

        V16 logs = {};
        for (int row = 0; row < B; row += 16) {
            logs += logarithm<V16>(load<V16>(totals + row));
        }

        return (loss + sumOfLanes<V16>(logs)[0]) / B;
    }

    // The same tiles as forward, on a turned copy of the weights: turning costs a sixteenth of a row's work.
    void inputGradient(const float* x, float* dx) {
        if constexpr (I % 16 == 0) {
            for (int i = 0; i < I; i += 16) {
                for (int o = 0; o < P; o += 16) {
                    V16 block[16];
                    UNROLL for (int r = 0; r < 16; r++) {
                        block[r] = load<V16>(w + at(i + r, o));
                    }

                    transpose(block);
                    UNROLL for (int r = 0; r < 16; r++) {
                        store<V16>(turned + (size_t)(i / IC) * P * IC + (size_t)(o + r) * IC + i % IC, block[r]);
                    }
                }
            }

            constexpr int R = IV == 2 ? 8 : 16;
            for (int i = 0; i < I; i += IC) {
                for (int row = 0; row < B; row += R) {
                    V16 sums[R][IV] = {};
                    multiply<R, IV>(dz + (size_t)row * P, P, turned + (size_t)i * P, O, sums);
                    UNROLL for (int r = 0; r < R; r++) {
                        UNROLL for (int v = 0; v < IV; v++) {
                            size_t place = (size_t)(row + r) * I + i + v * 16;
                            store<V16>(dx + place, load<V16>(x + place) > 0.f ? sums[r][v] : V16{});
                        }
                    }
                }
            }
        }
    }

    static INLINE void adamStep(float* w, float* m, float* v, V16 g, const AdamStep& adam) {
        V16 m1 = load<V16>(m) * 0.9f + g * 0.1f, v1 = load<V16>(v) * 0.999f + g * g * 0.001f;
        store<V16>(m, m1);
        store<V16>(v, v1);
        store<V16>(w, load<V16>(w) - adam.rate * m1 / (squareRoot(v1) + adam.epsilon));
    }

    void update(const float* x, const AdamStep& adam) {
        constexpr int R = NV == 2 ? 8 : 16;
        static_assert(I % R == 0);
        for (int o = 0; o < P; o += C) {
            for (int i = 0; i < I; i += R) {
                size_t place = (size_t)o * I + (size_t)i * C;
                UNROLL for (int k = 0; k < R * C; k += 16) {
                    __builtin_prefetch(w + place + k, 1);
                    __builtin_prefetch(m + place + k, 1);
                    __builtin_prefetch(v + place + k, 1);
                }

                V16 sums[R][NV] = {};
                _Pragma("GCC unroll 2") for (int row = 0; row < B; row++) {
                    V16 d[NV];
                    UNROLL for (int j = 0; j < NV; j++) {
                        d[j] = load<V16>(dz + (size_t)row * P + o + j * 16);
                    }

                    UNROLL for (int r = 0; r < R; r++) {
                        UNROLL for (int j = 0; j < NV; j++) {
                            sums[r][j] += x[(size_t)row * I + i + r] * d[j];
                        }
                    }
                }

                UNROLL for (int r = 0; r < R; r++) {
                    UNROLL for (int j = 0; j < NV; j++) {
                        size_t k = place + r * C + j * 16;
                        adamStep(w + k, m + k, v + k, sums[r][j], adam);
                    }
                }
            }
        }

        for (int o = 0; o < P; o += 16) {
            V16 g[4] = {};
            for (int row = 0; row < B; row += 4) {
                UNROLL for (int r = 0; r < 4; r++) {
                    g[r] += load<V16>(dz + (size_t)(row + r) * P + o);
                }
            }

            adamStep(b + o, bm + o, bv + o, (g[0] + g[1]) + (g[2] + g[3]), adam);
        }
    }
};

template <int B>
struct TileNetwork<B> {
    void set(const PlainLayer*) {}
};
