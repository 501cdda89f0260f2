# Installs a package silently, plays the main job from there, and removes it again, on Windows:
#
#     .ci\packing\try-windows.ps1 dist\ravenwits-desktop-0.1.0-windows-x64-user.msi
#
# The package for the whole machine asks for an administrator's rights. The logs of Windows Installer lie beside it.
param([Parameter(Mandatory)][string]$Package)
$ErrorActionPreference = "Stop"
$package = (Resolve-Path $Package).Path
$above = if ($package -like "*-machine.msi") { $env:ProgramFiles } else { "$env:LOCALAPPDATA\Programs" }
$place = "$above\RavenWits Desktop"

function Install-Silently([string]$Way) {
    $log = "$package$($Way.Replace('/', '.')).log"
    $done = Start-Process msiexec -ArgumentList $Way, "`"$package`"", "/qn", "/l*v", "`"$log`"" -Wait -PassThru
    if ($done.ExitCode -ne 0) { throw "msiexec $Way ended with $($done.ExitCode); see $log" }
}

Install-Silently "/i"
$version = (Get-Item "$place\ravenwits-desktop.exe").VersionInfo.ProductVersion
if ($package -notlike "*-$version-*") { throw "the program calls itself $version" }
& "$place\ravenwits-desktop-console.exe" check "$place\_internal\resources\samples\purchase_quarter_hours.xlsx"
if ($LASTEXITCODE -ne 0) { throw "check ended with $LASTEXITCODE" }
$env:QT_QPA_PLATFORM = "offscreen"
& "$place\ravenwits-desktop-console.exe" demo
if ($LASTEXITCODE -ne 0) { throw "demo ended with $LASTEXITCODE" }
Install-Silently "/x"
if (Test-Path $place) { throw "$place is still there" }
