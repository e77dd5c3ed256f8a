using System;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetGen;

/// <summary>
/// The calling thread and others beside it, which take the items of a job one by one. Nobody waits for a thread that has taken no item: where
/// the system has no processor for it, the others do its part. Nothing is allocated between <see cref="Start"/> and <see cref="Dispose"/>,
/// which ends the threads.
/// </summary>
internal sealed class ThreadTeam : IDisposable
{
    private readonly Thread?[] _threads;
    private readonly Signal[] _begin;
    private readonly Signal _done = new();
    private readonly ExceptionDispatchInfo?[] _failures;
    private Action<int>? _work;
    private int _items;
    private int _unfinished;

    // The number of the job in the upper half, the items nobody has taken in the lower: a late thread can't take an item of a job that is over.
    private long _ticket;
    private bool _stopped;

    /// <param name="members">Number of threads, the caller's included.</param>
    /// <param name="mostItems">The most items of a job.</param>
    public ThreadTeam(int members, int mostItems)
    {
        Members = members;
        _threads = new Thread?[members - 1];
        _begin = new Signal[members - 1];
        for (int i = 0; i < _begin.Length; i++)
        {
            _begin[i] = new Signal();
        }

        _failures = new ExceptionDispatchInfo?[mostItems];
    }

    /// <summary>Number of threads, the caller's included.</summary>
    public int Members { get; }

    /// <summary>Starts the threads; they park until there is work.</summary>
    public void Start()
    {
        for (int i = 0; i < _threads.Length; i++)
        {
            Signal begin = _begin[i];
            Thread thread = new(() => Serve(begin))
            {
                IsBackground = true,
                Name = string.Create(CultureInfo.InvariantCulture, $"NetGen training {i + 1}"),
            };
            thread.Start();
            _threads[i] = thread;
        }
    }

    /// <summary>Runs the work for items 0 to <paramref name="items"/> - 1, each once, and returns when all are done.</summary>
    /// <remarks>If it throws, the exception of the lowest item comes out, after all have ended; the team can be used again.</remarks>
    public void Run(Action<int> work, int items)
    {
        _work = work;
        _items = items;
        _unfinished = items;
        long job = (_ticket >> 32) + 1;
        Interlocked.Exchange(ref _ticket, (job << 32) | (uint)items);
        for (int i = 0; i < _begin.Length && i < items - 1; i++)
        {
            _begin[i].Set();
        }

        TakeItems();
        _done.Wait();
        ThrowFirst();
    }

    /// <summary>Ends the threads and waits for their end.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _stopped, true);
        for (int i = 0; i < _threads.Length; i++)
        {
            _begin[i].Set();
        }

        foreach (Thread? thread in _threads)
        {
            thread?.Join();
        }

        Array.ForEach(_begin, begin => begin.Dispose());
        _done.Dispose();
    }

    private void Serve(Signal begin)
    {
        while (true)
        {
            begin.Wait();
            if (Volatile.Read(ref _stopped))
            {
                return;
            }

            TakeItems();
        }
    }

    private void TakeItems()
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            int left = (int)ticket;
            if (left == 0)
            {
                return;
            }

            // Once an item is taken the job can't end before it is done, so the fields are this job's.
            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) == ticket)
            {
                Try(_items - left);
                if (Interlocked.Decrement(ref _unfinished) == 0)
                {
                    _done.Set();
                }
            }
        }
    }

    /// <summary>Keeps an exception, whatever it is, for the caller of <see cref="Run"/>: on a thread of the team it would end the process.</summary>
    private void Try(int item)
    {
        try
        {
            _work!(item);
        }
        catch (Exception exception)
        {
            _failures[item] = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private void ThrowFirst()
    {
        ExceptionDispatchInfo? first = null;
        for (int item = _items - 1; item >= 0; item--)
        {
            first = _failures[item] ?? first;
            _failures[item] = null;
        }

        first?.Throw();
    }
}
