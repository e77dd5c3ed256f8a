using System;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetGen;

/// <summary>
/// The calling thread, which is member 0, and threads that run the same work beside it, each with its own member number. Nothing is allocated
/// between <see cref="Start"/> and <see cref="Dispose"/>, which ends the threads.
/// </summary>
internal sealed class ThreadTeam(int members) : IDisposable
{
    private readonly Thread?[] _threads = new Thread?[members];
    private readonly Signal[] _begin = Signals(members);
    private readonly Signal[] _done = Signals(members);
    private readonly ExceptionDispatchInfo?[] _failures = new ExceptionDispatchInfo?[members];
    private Action<int>? _work;

    /// <summary>Number of members, the caller included.</summary>
    public int Members => members;

    /// <summary>Starts the threads; they park until there is work.</summary>
    public void Start()
    {
        for (int member = 1; member < members; member++)
        {
            int number = member;
            Thread thread = new(() => Serve(number))
            {
                IsBackground = true,
                Name = string.Create(CultureInfo.InvariantCulture, $"NetGen training {number}"),
            };
            thread.Start();
            _threads[member] = thread;
        }
    }

    /// <summary>Runs the work for every member number and returns when all are done.</summary>
    /// <remarks>If it throws, the exception of the lowest member comes out, after all have ended; the team can be used again.</remarks>
    public void Run(Action<int> work)
    {
        _work = work;
        for (int member = 1; member < members; member++)
        {
            _begin[member].Set();
        }

        Try(0, work);
        for (int member = 1; member < members; member++)
        {
            _done[member].Wait();
        }

        ThrowFirst();
    }

    /// <summary>Ends the threads and waits for their end.</summary>
    public void Dispose()
    {
        _work = null;
        for (int member = 1; member < members && _threads[member] is Thread; member++)
        {
            _begin[member].Set();
        }

        for (int member = 1; member < members && _threads[member] is Thread thread; member++)
        {
            thread.Join();
        }

        for (int member = 0; member < members; member++)
        {
            _begin[member].Dispose();
            _done[member].Dispose();
        }
    }

    private static Signal[] Signals(int count)
    {
        Signal[] signals = new Signal[count];
        for (int i = 0; i < count; i++)
        {
            signals[i] = new Signal();
        }

        return signals;
    }

    private void Serve(int member)
    {
        while (true)
        {
            _begin[member].Wait();
            if (_work is not Action<int> work)
            {
                return;
            }

            Try(member, work);
            _done[member].Set();
        }
    }

    /// <summary>Keeps an exception, whatever it is, for the caller of <see cref="Run"/>: on a thread of the team it would end the process.</summary>
    private void Try(int member, Action<int> work)
    {
        try
        {
            work(member);
        }
        catch (Exception exception)
        {
            _failures[member] = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private void ThrowFirst()
    {
        ExceptionDispatchInfo? first = null;
        for (int member = members - 1; member >= 0; member--)
        {
            first = _failures[member] ?? first;
            _failures[member] = null;
        }

        first?.Throw();
    }
}
