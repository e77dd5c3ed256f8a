// Vectors of N floats by GCC's vector extensions: the compiler contracts a * b + c.
#pragma once
#ifndef __AVX512F__
#error "Written for 32 registers of 16 floats. Narrower machines split them through memory, fifty times slower: no peer to compare with."
#endif
#include <cstring>
#include <immintrin.h>
#include <utility>

#define INLINE inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 128")

template <int N>
struct VectorOf {
    typedef float type __attribute__((vector_size(4 * N), may_alias));
};
template <int N>
using Floats = typename VectorOf<N>::type;
template <class V>
constexpr int lanes = sizeof(V) / sizeof(float);

template <class V>
INLINE V load(const float* p) {
    V v;
    memcpy(&v, p, sizeof v);
    return v;
}

template <class V>
INLINE void store(float* p, V v) {
    memcpy(p, &v, sizeof v);
}

template <class V>
INLINE V all(float x) {
    return V{} + x;
}

// GCC 12 compiles the conditional operator on vectors to a compare and a blend, hence the intrinsics.
template <class V>
INLINE V larger(V a, V b) {
    if constexpr (lanes<V> == 16) {
        return _mm512_max_ps(a, b);
    } else if constexpr (lanes<V> == 8) {
        return _mm256_max_ps(a, b);
    } else {
        return _mm_max_ps(a, b);
    }
}

template <class V>
INLINE V smaller(V a, V b) {
    if constexpr (lanes<V> == 16) {
        return _mm512_min_ps(a, b);
    } else if constexpr (lanes<V> == 8) {
        return _mm256_min_ps(a, b);
    } else {
        return _mm_min_ps(a, b);
    }
}

INLINE Floats<16> squareRoot(Floats<16> x) {
    return _mm512_sqrt_ps(x);
}

// exp(x) = 2^n exp(r). The biased exponent comes from one truncation, because x is clamped to where it is positive.
// One constant for ln 2 costs 2e-7 at the far end, and one multiply-add less.
template <class V>
INLINE V exponential(V x) {
    typedef int Ints __attribute__((vector_size(sizeof(V))));
    x = smaller<V>(larger<V>(x, all<V>(-87.f)), all<V>(88.f));
    Ints n = __builtin_convertvector(x * 1.44269504f + 127.5f, Ints);
    V r = x - (__builtin_convertvector(n, V) - 127.f) * 0.69314718f;
    V r2 = r * r;
    V low = (r + 1.f) + r2 * (r * (1.f / 6) + 0.5f);
    V high = (r * (1.f / 120) + 1.f / 24) + r2 * (1.f / 720);
    return (V)(n << 23) * (low + r2 * r2 * high);
}

// tanh(x) = x P(x^2) / Q(x^2) on [-8, 8], fitted by reweighted least squares: within 4e-7 everywhere.
template <class V>
INLINE V hyperbolicTangent(V x) {
    x = smaller<V>(larger<V>(x, all<V>(-8.f)), all<V>(8.f));
    V s = x * x, s2 = s * s;
    V p = (s * 0.129256568f + 0.999999854f) + s2 * (s * 1.14283564e-05f + 0.00295101726f);
    V q = (s * 0.462588724f + 1.f) + s2 * ((s * 0.000238668266f + 0.0238155271f) + s2 * 2.45919017e-07f);
    return x * p / q;
}

template <class V>
INLINE V logistic(V x) {
    return hyperbolicTangent<V>(x * 0.5f) * 0.5f + 0.5f;
}

// ln(x) for positive x: exponent and mantissa between sqrt(1/2) and sqrt(2), then the series of the inverse hyperbolic tangent.
template <class V>
INLINE V logarithm(V x) {
    typedef int Ints __attribute__((vector_size(sizeof(V))));
    Ints bits = (Ints)x - 0x3F3504F3;
    V n = __builtin_convertvector(bits >> 23, V);
    V m = (V)((bits & 0x007FFFFF) + 0x3F3504F3);
    V s = (m - 1.f) / (m + 1.f), s2 = s * s;
    return n * 0.69314718f + 2.f * s * (1.f + s2 * (1.f / 3 + s2 * (1.f / 5 + s2 * (1.f / 7 + s2 * (1.f / 9)))));
}

template <int K, class V, int... I>
INLINE V exchange(V x, std::integer_sequence<int, I...>) {
    return __builtin_shufflevector(x, x, (I ^ K)...);
}

// Every lane gets the sum over all lanes.
template <class V>
INLINE V sumOfLanes(V x) {
    constexpr auto index = std::make_integer_sequence<int, lanes<V>>();
    if constexpr (lanes<V> >= 16) {
        x += exchange<8>(x, index);
    }

    if constexpr (lanes<V> >= 8) {
        x += exchange<4>(x, index);
    }

    x += exchange<2>(x, index);
    return x + exchange<1>(x, index);
}

template <class V>
INLINE V largestLane(V x) {
    constexpr auto index = std::make_integer_sequence<int, lanes<V>>();
    if constexpr (lanes<V> >= 16) {
        x = larger<V>(x, exchange<8>(x, index));
    }

    if constexpr (lanes<V> >= 8) {
        x = larger<V>(x, exchange<4>(x, index));
    }

    x = larger<V>(x, exchange<2>(x, index));
    return larger<V>(x, exchange<1>(x, index));
}

// Lane K of x in all lanes of the result, which may have fewer.
template <int K, class X, int... I>
INLINE Floats<sizeof...(I)> spread(X x, std::integer_sequence<int, I...>) {
    return __builtin_shufflevector(x, x, (I * 0 + K)...);
}

using V16 = Floats<16>;

template <int K, int... I>
INLINE void swapBlocks(V16& a, V16& b, std::integer_sequence<int, I...>) {
    V16 first = __builtin_shufflevector(a, b, ((I & K) ? 16 + (I ^ K) : I)...);
    b = __builtin_shufflevector(a, b, ((I & K) ? 16 + I : (I ^ K))...);
    a = first;
}

template <int K>
INLINE void transposeStage(V16* r) {
    UNROLL for (int i = 0; i < 16; i++) {
        if (!(i & K)) {
            swapBlocks<K>(r[i], r[i | K], std::make_integer_sequence<int, 16>());
        }
    }
}

INLINE void transpose(V16* r) {
    transposeStage<8>(r);
    transposeStage<4>(r);
    transposeStage<2>(r);
    transposeStage<1>(r);
}

// Lane i of the result is the sum of the lanes of r[i].
INLINE V16 sumsOf(V16* r) {
    constexpr auto index = std::make_integer_sequence<int, 16>();
    UNROLL for (int i = 0; i < 8; i++) {
        swapBlocks<8>(r[i], r[i + 8], index);
        r[i] += r[i + 8];
    }

    UNROLL for (int i = 0; i < 4; i++) {
        swapBlocks<4>(r[i], r[i + 4], index);
        r[i] += r[i + 4];
    }

    UNROLL for (int i = 0; i < 2; i++) {
        swapBlocks<2>(r[i], r[i + 2], index);
        r[i] += r[i + 2];
    }

    swapBlocks<1>(r[0], r[1], index);
    return r[0] + r[1];
}
