// One row at a time, all sizes constant.
#pragma once
#include "networks.h"
#include "simd.h"

template <Act A, int O, class V>
INLINE V activate(V z) {
    if constexpr (A == Act::ReLU) {
        return larger<V>(z, V{});
    } else if constexpr (A == Act::Tanh) {
        return hyperbolicTangent<V>(z);
    } else if constexpr (A == Act::Sigmoid) {
        return logistic<V>(z);
    } else if constexpr (A == Act::Softmax) {
        // The padding's bias is far below every logit: its exponential is zero without a mask.
        V e = exponential<V>(z - largestLane<V>(z));
        return e / sumOfLanes<V>(e);
    } else {
        return z;
    }
}

template <int O>
constexpr int rowLanes = O <= 4 ? 4 : O <= 8 ? 8 : 16;

// Units are lanes, weights input-major, sums in registers. Streams of the input dimension keep eight sums in flight;
// beyond the first-level cache two streams far apart in a loop that is not unrolled, which the prefetcher can follow.
template <class L>
struct RowLayer {
    static constexpr int I = L::inputs, O = L::outputs, N = rowLanes<O>, P = (O + N - 1) / N * N;
    static constexpr int vectors = P / N, tile = vectors < 8 ? vectors : 8, tiles = vectors / tile;
    static constexpr bool big = I * P * 4 > 32768, dots = O <= 16 && N == 16 && I >= 64 && I % 16 == 0;
    static constexpr int wish = tile == 8 ? (I >= 64 ? 2 : 1) : I >= 32 ? 8 / tile : tile == 4 ? 2 : 4, streams = wish < I ? wish : I, length = I / streams;
    using V = Floats<N>;
    static_assert(vectors % tile == 0);

    alignas(64) float w[tiles][I][tile * N];
    alignas(64) float rows[dots ? 16 : 1][dots ? I : 1];
    alignas(64) float b[P];

    void set(const PlainLayer& l) {
        memset(this, 0, sizeof *this);
        std::fill_n(b, P, L::act == Act::Softmax ? -1e30f : 0.f);
        for (int o = 0; o < O; o++) {
            b[o] = l.b[o];
            for (int i = 0; i < I; i++) {
                w[o / (tile * N)][i][o % (tile * N)] = l.w[o * I + i];
                if (dots) {
                    rows[o][i] = l.w[o * I + i];
                }
            }
        }
    }

    INLINE void forward(const float* x, float* y) const {
        if constexpr (dots) {
            V16 sums[16] = {};
            for (int i = 0; i < I; i += 16) {
                V16 xs = load<V16>(x + i);
                UNROLL for (int o = 0; o < O; o++) {
                    sums[o] += xs * load<V16>(&rows[o][i]);
                }
            }

            store<V16>(y, activate<L::act, O, V16>(sumsOf(sums) + load<V16>(b)));
        } else {
            for (int t = 0; t < tiles; t++) {
                sumTile(x, t, y + t * tile * N);
            }
        }
    }

private:
    INLINE void sumTile(const float* x, int t, float* y) const {
        V sums[streams][tile] = {};
        UNROLL for (int v = 0; v < tile; v++) {
            sums[0][v] = load<V>(b + (t * tile + v) * N);
        }

        if constexpr (big) {
            _Pragma("GCC unroll 1") for (int i = 0; i < length; i++) {
                UNROLL for (int s = 0; s < streams; s++) {
                    add(sums[s], x, t, i + s * length);
                }
            }
        } else {
            _Pragma("GCC unroll 4") for (int i = 0; i < length; i++) {
                UNROLL for (int s = 0; s < streams; s++) {
                    add(sums[s], x, t, i * streams + s);
                }
            }
        }

        UNROLL for (int i = streams * length; i < I; i++) {
            add(sums[i % streams], x, t, i);
        }

        UNROLL for (int v = 0; v < tile; v++) {
            UNROLL for (int s = 1; s < streams; s++) {
                sums[0][v] += sums[s][v];
            }

            store<V>(y + v * N, activate<L::act, O, V>(sums[0][v]));
        }
    }

    INLINE void add(V* sums, const float* x, int t, int i) const {
        UNROLL for (int v = 0; v < tile; v++) {
            sums[v] += x[i] * load<V>(&w[t][i][v * N]);
        }
    }
};

template <class... L>
struct RowNetwork;

template <class L, class... Rest>
struct RowNetwork<L, Rest...> {
    RowLayer<L> layer;
    RowNetwork<Rest...> rest;

    void set(const PlainLayer* l) {
        layer.set(*l);
        rest.set(l + 1);
    }

    INLINE void run(const float* x, float* y) const {
        if constexpr (sizeof...(Rest) == 0) {
            layer.forward(x, y);
        } else {
            alignas(64) float h[RowLayer<L>::P];
            layer.forward(x, h);
            rest.run(h, y);
        }
    }

    __attribute__((noinline)) void forward(const float* x, float* y) const { run(x, y); }
};

template <>
struct RowNetwork<> {
    void set(const PlainLayer*) {}
};

// Layers of up to eight units pass their outputs on in a register.
template <class... L>
struct RegisterNetwork;

template <class L, class... Rest>
struct RegisterNetwork<L, Rest...> {
    static constexpr int I = L::inputs, O = L::outputs, N = rowLanes<O>, streams = I < 4 ? I : 4;
    using V = Floats<N>;

    alignas(64) float w[I][N];
    alignas(64) float dot[8];
    alignas(64) float b[N];
    RegisterNetwork<Rest...> rest;

    void set(const PlainLayer* l) {
        std::fill_n(b, N, L::act == Act::Softmax ? -1e30f : 0.f);
        std::fill_n(dot, 8, 0.f);
        memset(w, 0, sizeof w);
        for (int o = 0; o < O; o++) {
            b[o] = l->b[o];
            for (int i = 0; i < I; i++) {
                w[i][o] = l->w[o * I + i];
                dot[i] = l->w[i];
            }
        }

        rest.set(l + 1);
    }

    // The first layer's inputs come from memory.
    INLINE void first(const float* x, float* y) const {
        V sums[streams] = {};
        sums[0] = load<V>(b);
        UNROLL for (int i = 0; i < I; i++) {
            sums[i % streams] += x[i] * load<V>(w[i]);
        }

        finish(sums, y);
    }

    template <class X>
    INLINE void next(X x, float* y) const {
        if constexpr (O == 1) {
            finish1(sumOfLanes<X>(x * load<X>(dot)) + b[0], y);
        } else {
            V sums[streams] = {};
            sums[0] = load<V>(b);
            addAll(x, sums, std::make_integer_sequence<int, I>());
            finish(sums, y);
        }
    }

    __attribute__((noinline)) void forward(const float* x, float* y) const { first(x, y); }

private:
    template <class X, int... K>
    INLINE void addAll(X x, V* sums, std::integer_sequence<int, K...>) const {
        ((sums[K % streams] += spread<K>(x, std::make_integer_sequence<int, N>()) * load<V>(w[K])), ...);
    }

    INLINE void finish(V* sums, float* y) const {
        if constexpr (streams == 4) {
            sums[0] += sums[1];
            sums[2] += sums[3];
            sums[0] += sums[2];
        } else {
            UNROLL for (int s = 1; s < streams; s++) {
                sums[0] += sums[s];
            }
        }

        V h = activate<L::act, O, V>(sums[0]);
        if constexpr (sizeof...(Rest) == 0) {
            store<V>(y, h);
        } else {
            rest.template next<V>(h, y);
        }
    }

    template <class X>
    INLINE void finish1(X z, float* y) const {
        y[0] = activate<L::act, 1, X>(z)[0];
    }
};

template <>
struct RegisterNetwork<> {
    void set(const PlainLayer*) {}
};
