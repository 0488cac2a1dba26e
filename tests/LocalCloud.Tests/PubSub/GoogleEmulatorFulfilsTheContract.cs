using Shop.EndToEnd;

namespace Shop.LocalCloud.Tests.PubSub;

/// <summary>If one of these fails, the contract is wrong, and so may be the local cloud.</summary>
public sealed class GoogleEmulatorFulfilsTheContract(GoogleEmulatorFulfilsTheContract.Emulator emulator)
    : PubSubContract, IClassFixture<GoogleEmulatorFulfilsTheContract.Emulator>
{
    protected override string Host => emulator.Host;

    /// <summary>One for all tests: it takes seconds to start.</summary>
    public sealed class Emulator : IAsyncLifetime
    {
        private GoogleEmulator? _emulator;
        private SkipException? _skip;

        public string Host => _skip is null ? _emulator!.Host : throw _skip;

        public async Task InitializeAsync()
        {
            try
            {
                _emulator = await GoogleEmulator.PubSubAsync();
            }
            catch (SkipException skip)
            {
                // A fixture cannot skip; each of its tests does, for this reason.
                _skip = skip;
            }
        }

        public async Task DisposeAsync()
        {
            if (_emulator is not null)
            {
                await _emulator.DisposeAsync();
            }
        }
    }
}
