// Hand-written C++: one row, batches and training steps, every size a constant.
#include "lanes.h"
#include "rows.h"
#include "tiles.h"
#include <memory>
#include <new>

// On the heap, at a cache line.
template <class T>
std::unique_ptr<T> make(const PlainNetwork& plain) {
    std::unique_ptr<T> network(new T);
    network->set(plain.layers.data());
    return network;
}

template <template <class...> class Network, class... L>
void rows(const char* net, const char* engine, Shape<L...> shape) {
    PlainNetwork plain(shape);
    auto network = make<Network<L...>>(plain);
    benchRows(net, engine, plain, [&](const float* x, float* y) { network->forward(x, y); });
}

template <template <int, class...> class Network, int B, class... L>
void batch(const char* net, const char* engine, int stride, Shape<L...> shape) {
    PlainNetwork plain(shape);
    auto network = make<Network<B, L...>>(plain);
    benchBatch(net, engine, plain, B, stride, [&](const float* x, float* y) { network->forward(x, y); });
}

template <template <int, class...> class Network, int B, class... L>
void training(const char* net, const char* engine, Shape<L...> shape) {
    PlainNetwork plain(shape);
    auto network = make<Network<B, L...>>(plain);
    AdamStep adam;
    benchTraining(net, engine, plain, B, [&](const float* x, const int* labels) { return network->step(x, labels, adam); });
}

template <class S>
void tiny(const char* net, S shape, int outputs) {
    if (wanted(net)) {
        rows<RowNetwork>(net, "cpp_rows", shape);
        rows<RegisterNetwork>(net, "cpp_registers", shape);
        batch<LaneNetwork, 32>(net, "cpp_lanes", outputs, shape);
        batch<LaneNetwork, 128>(net, "cpp_lanes", outputs, shape);
    }
}

template <class S>
void wide(const char* net, S shape, int stride) {
    if (wanted(net)) {
        rows<RowNetwork>(net, "cpp_rows", shape);
        batch<TileNetwork, 32>(net, "cpp_tiles", stride, shape);
        batch<TileNetwork, 128>(net, "cpp_tiles", stride, shape);
    }
}

template <template <int, class...> class Network, class S>
void train(const char* net, const char* engine, S shape) {
    if (wanted(net)) {
        training<Network, 32>(net, engine, shape);
        training<Network, 128>(net, engine, shape);
    }
}

int main() {
    tiny("tiny1", Tiny1(), 1);
    tiny("tiny2", Tiny2(), 3);
    tiny("rt1", Rt1(), 1);
    wide("rtc16", Square<16>(), 16);
    if (wanted("rtc16")) {
        batch<LaneNetwork, 32>("rtc16", "cpp_lanes", 16, Square<16>());
        batch<LaneNetwork, 128>("rtc16", "cpp_lanes", 16, Square<16>());
    }

    wide("rtc32", Square<32>(), 32);
    wide("rtc64", Square<64>(), 64);
    wide("mlp64", Mlp64(), 16);
    wide("mlp256", Mlp256(), 16);
    wide("mnist", Mnist(), 16);
    wide("mnist2", Mnist2(), 16);
    train<LaneNetwork>("tiny1", "cpp_lanes", Tiny1());
    train<LaneNetwork>("tiny2", "cpp_lanes", Tiny2());
    train<TileNetwork>("mlp64", "cpp_tiles", Mlp64());
    train<TileNetwork>("mnist", "cpp_tiles", Mnist());
    train<TileNetwork>("mnist2", "cpp_tiles", Mnist2());
}
