using System.Reflection;

namespace Google.Cloud.Functions.Hosting;

/// <summary>Names a startup class, on the assembly or on the function; may be given several times.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class, AllowMultiple = true)]
public class FunctionsStartupAttribute(Type startupType) : Attribute
{
    public Type StartupType { get; set; } = startupType;

    public int Order { get; set; }

    /// <summary>The startup classes of both places, by order and then by full name.</summary>
    public static IEnumerable<Type> GetStartupTypes(Assembly assembly, Type? target) =>
        assembly.GetCustomAttributes<FunctionsStartupAttribute>()
            .Concat(target?.GetCustomAttributes<FunctionsStartupAttribute>(inherit: true) ?? [])
            .OrderBy(attribute => attribute.Order)
            .ThenBy(attribute => attribute.StartupType.FullName)
            .Select(attribute => attribute.StartupType)
            .ToList();
}
