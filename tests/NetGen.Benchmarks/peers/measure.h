// Times a loop and prints a line of CSV: bench,net,engine,median_ns,min_ns,max_ns. The same settings as the C# program.
#pragma once
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <time.h>
#include <vector>

// Time of this thread on the processor: what other processes take on a shared machine does not count.
inline double seconds() {
    timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

inline int setting(const char* name, int value) {
    const char* text = getenv(name);
    return text && *text ? atoi(text) : value;
}

// NETGEN_BENCH_NET: names with blanks between them; none means all.
inline bool wanted(const char* net) {
    const char* text = getenv("NETGEN_BENCH_NET");
    if (!text || !*text) {
        return true;
    }

    std::istringstream names(text);
    for (std::string name; names >> name;) {
        if (name == net) {
            return true;
        }
    }

    return false;
}

// The compiler must assume that somebody reads what p points to.
inline void keep(const void* p) {
    asm volatile("" : : "r"(p) : "memory");
}

inline void expect(bool condition, const char* net, const char* engine, const char* what) {
    if (!condition) {
        fprintf(stderr, "%s %s: %s differs from the plain double loop\n", net, engine, what);
        exit(1);
    }
}

// run(n) does its work n times; one time is `units` units.
template <class Run>
void report(const char* bench, const char* net, const char* engine, int units, Run run) {
    static const int repetitions = setting("NETGEN_BENCH_REPETITIONS", 11);
    static const double goal = setting("NETGEN_BENCH_MILLISECONDS", 6) / 1000.0;
    auto time = [&](long runs) {
        double start = seconds();
        run(runs);
        return seconds() - start;
    };
    long runs = 1;
    while (time(runs) < goal / 2) {
        runs *= 2;
    }

    std::vector<double> ns;
    for (int i = 0; i < repetitions; i++) {
        ns.push_back(time(runs) * 1e9 / ((double)runs * units));
    }

    std::sort(ns.begin(), ns.end());
    printf("%s,%s,%s,%.2f,%.2f,%.2f\n", bench, net, engine, ns[ns.size() / 2], ns.front(), ns.back());
    fflush(stdout);
}
